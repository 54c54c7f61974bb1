/** Tables for a target that has none, made after those of a SQLite file. */
package io.mudanza.sqlite.schema;
