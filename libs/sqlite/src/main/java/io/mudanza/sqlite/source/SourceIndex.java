package io.mudanza.sqlite.source;

import java.util.List;

/**
 * An index of a SQLite table.
 *
 * @param name      name
 * @param origin    {@code c} for CREATE INDEX, {@code u} for UNIQUE, {@code pk} for the primary key
 * @param unique    whether it refuses duplicates
 * @param columns   columns in order; null stands for an expression
 * @param sql       its statement; null for those that belong to constraints
 * @param partial   whether it has a condition
 */
public record SourceIndex(
        String name, String origin, boolean unique, List<String> columns, String sql, boolean partial) {}
