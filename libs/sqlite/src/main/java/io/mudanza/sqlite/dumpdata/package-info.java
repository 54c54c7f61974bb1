/** Django's dumpdata, read as a stream into a SQLite file of its own shape, from which it goes the same way as any other. */
package io.mudanza.sqlite.dumpdata;
