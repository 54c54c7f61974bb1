/** Looks at a dump before anything is touched: what it is, what is in it, and what is wrong with it. */
package io.mudanza.dumps.inspect;
