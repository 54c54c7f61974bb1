/** A SQLite file: opened without harm, read under one snapshot, its tables, and its rows as they are. */
package io.mudanza.sqlite.source;
