package io.mudanza.sqlite.target;

import java.util.List;

/**
 * A table of the target.
 *
 * @param schema     schema
 * @param name       name
 * @param columns    columns in order
 * @param sequences  sequences of its columns
 * @param uniques    columns of each primary key and unique constraint or index
 */
public record TargetTable(
        String schema, String name, List<TargetColumn> columns, List<TargetSequence> sequences,
        List<List<String>> uniques) {

    /** {@code schema.table}. */
    public String label() {
        return schema + "." + name;
    }

    /** The column of exactly that name, else the only one that differs in case; null when there is none. */
    public TargetColumn column(String wanted) {
        List<TargetColumn> alike = columns.stream().filter(column -> column.name().equalsIgnoreCase(wanted)).toList();
        return alike.stream().filter(column -> column.name().equals(wanted)).findFirst()
                .orElse(alike.size() == 1 ? alike.getFirst() : null);
    }
}
