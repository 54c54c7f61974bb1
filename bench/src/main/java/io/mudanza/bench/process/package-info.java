/** Programs as a user runs them, with what they cost: time, processor, memory. */
package io.mudanza.bench.process;
