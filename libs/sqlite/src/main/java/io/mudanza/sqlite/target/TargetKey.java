package io.mudanza.sqlite.target;

import java.util.List;

/**
 * A foreign key of the target.
 *
 * @param name     name
 * @param schema   schema of the referring table
 * @param table    referring table
 * @param columns  referring columns
 * @param toSchema schema of the table referred to
 * @param toTable  table referred to
 * @param referred columns referred to
 */
public record TargetKey(
        String name, String schema, String table, List<String> columns, String toSchema, String toTable,
        List<String> referred) {}
