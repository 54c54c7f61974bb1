/** What dumps of PostgreSQL are and what can be wrong with them: the words that all parts of this library share. */
package io.mudanza.dumps;
