package io.mudanza.sqlite.intake;

import io.mudanza.sqlite.source.SourceTable;
import io.mudanza.sqlite.source.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows that stay behind, by table and what names them: their number, or their primary key where there is none. Thread-safe. */
public final class LeftRows {

    private final Map<String, Set<Object>> rows = new HashMap<>();

    /** What names a row. */
    static Object name(SourceTable table, long rowid, List<String> columns, Value[] values) {
        if (table.rowid() != null) {
            return rowid;
        }
        StringBuilder key = new StringBuilder();
        for (String column : table.primaryKey()) {
            int at = columns.indexOf(column);
            Value value = at < 0 ? null : values[at];
            key.append(value == null ? "" : switch (value.kind()) {
                case NULL -> "n";
                case INTEGER -> "i" + value.integer();
                case REAL -> "r" + value.real();
                case TEXT, BLOB -> "t" + value.string();
            }).append('\0');
        }
        return key.toString();
    }

    /** Adds a row. @return false when it was there */
    synchronized boolean add(String table, Object name) {
        return rows.computeIfAbsent(table, key -> new HashSet<>()).add(name);
    }

    /** Adds all rows of another. */
    synchronized void addAll(LeftRows other) {
        other.rows.forEach((table, names) -> rows.computeIfAbsent(table, key -> new HashSet<>()).addAll(names));
    }

    /** Rows of a table; empty when there are none. Not changed while it is read. */
    synchronized Set<Object> of(String table) {
        return rows.getOrDefault(table, Set.of());
    }
}
