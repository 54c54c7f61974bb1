package io.mudanza.sqlite.source;

/**
 * Something in a SQLite file that is no table with rows of its own.
 *
 * @param kind view, trigger or virtual table
 * @param name name
 */
public record SourceObject(String kind, String name) {}
