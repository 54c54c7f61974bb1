package io.mudanza.sqlite.source;

/**
 * A column of a SQLite table.
 *
 * @param name         name
 * @param type         declared type as it was written; empty when there is none
 * @param notNull      whether NULL is refused
 * @param defaultValue expression as it was written; null when there is none
 * @param key          place in the primary key from 1 on; 0 when it is not part of it
 * @param generated    whether it is computed from the others
 */
public record SourceColumn(
        String name, String type, boolean notNull, String defaultValue, int key, boolean generated) {}
