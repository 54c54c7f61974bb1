/** Commands whose names are settled and whose work is not done yet: they say so and end with exit code 2. */
package io.mudanza.cli.later;
