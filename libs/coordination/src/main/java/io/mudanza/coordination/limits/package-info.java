/** How much somebody may ask for, and who has to wait after guessing: counted in Redis, in process where it is away. */
package io.mudanza.coordination.limits;
