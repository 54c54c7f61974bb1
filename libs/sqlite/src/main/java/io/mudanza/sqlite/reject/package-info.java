/** Rows that the target cannot hold: counted, named, and written to a file with the reason. */
package io.mudanza.sqlite.reject;
