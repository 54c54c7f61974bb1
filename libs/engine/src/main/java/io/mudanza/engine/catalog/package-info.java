/** Reads what a database consists of: tables, columns, keys, sequences, sizes, and what will not be carried. */
package io.mudanza.engine.catalog;
