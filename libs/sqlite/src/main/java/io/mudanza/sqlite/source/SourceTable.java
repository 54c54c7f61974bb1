package io.mudanza.sqlite.source;

import java.util.Comparator;
import java.util.List;

/**
 * A table of a SQLite file.
 *
 * @param name     name
 * @param sql      its statement
 * @param columns  columns, generated ones as well
 * @param indexes  indexes
 * @param keys     foreign keys
 * @param rowid    name by which its row number can be read; null when it has none
 * @param strict   whether SQLite holds values to the declared types
 * @param first    smallest row number; 0 when it has none or no rows
 * @param last     largest row number; -1 when it has none or no rows
 */
public record SourceTable(
        String name,
        String sql,
        List<SourceColumn> columns,
        List<SourceIndex> indexes,
        List<SourceKey> keys,
        String rowid,
        boolean strict,
        long first,
        long last) {

    /** Columns of the primary key in its order; empty when there is none. */
    public List<String> primaryKey() {
        return columns.stream().filter(column -> column.key() > 0)
                .sorted(Comparator.comparingInt(SourceColumn::key)).map(SourceColumn::name).toList();
    }

    /** The column of that name, as SQLite compares names; null when there is none. */
    public SourceColumn column(String wanted) {
        return columns.stream().filter(column -> column.name().equalsIgnoreCase(wanted)).findFirst().orElse(null);
    }

    /** The column that is the row number by another name; null when there is none. */
    public SourceColumn rowidColumn() {
        List<SourceColumn> key = columns.stream().filter(column -> column.key() > 0).toList();
        return rowid != null && key.size() == 1 && key.getFirst().type().equalsIgnoreCase("INTEGER")
                ? key.getFirst() : null;
    }

    /** How many rows there can be at most; -1 unknown. */
    public long atMost() {
        if (rowid == null) {
            return -1;
        }
        return last < first ? 0 : last - first + 1 > 0 ? last - first + 1 : Long.MAX_VALUE;
    }

    /** A name as SQL takes it, in SQLite as in PostgreSQL. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
