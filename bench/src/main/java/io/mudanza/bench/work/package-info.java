/** The pieces of work: export, import, copy, pull. Each names its contenders and the goal. */
package io.mudanza.bench.work;
