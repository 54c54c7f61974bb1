/** A piece of work, who does it, and the rounds in which they take turns. */
package io.mudanza.bench.contest;
