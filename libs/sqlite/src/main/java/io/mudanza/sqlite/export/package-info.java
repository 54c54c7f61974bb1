/** A platform as a SQLite file that its application can start on, and what such a file cannot hold. */
package io.mudanza.sqlite.export;
