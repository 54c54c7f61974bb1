package io.mudanza.sqlite.source;

import java.util.List;

/**
 * A foreign key of a SQLite table.
 *
 * @param columns   referring columns
 * @param table     table referred to
 * @param referred  columns referred to; empty for its primary key
 * @param onUpdate  action
 * @param onDelete  action
 */
public record SourceKey(
        List<String> columns, String table, List<String> referred, String onUpdate, String onDelete) {}
