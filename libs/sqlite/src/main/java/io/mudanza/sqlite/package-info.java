/** SQLite files into a platform and back: what a caller says and what is done. */
package io.mudanza.sqlite;
