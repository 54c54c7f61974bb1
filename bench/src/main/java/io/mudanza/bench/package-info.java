/** {@code mudanza bench}: Mudanza and the tools that people use today, on the same data, turn by turn, in one run. */
package io.mudanza.bench;
