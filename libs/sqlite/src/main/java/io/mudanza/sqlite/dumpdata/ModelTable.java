package io.mudanza.sqlite.dumpdata;

import io.mudanza.sqlite.source.SourceTable;
import io.mudanza.sqlite.target.TargetColumn;
import io.mudanza.sqlite.target.TargetKey;
import io.mudanza.sqlite.target.TargetTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A table of the target that a dump brings rows for, and its columns that were seen. */
final class ModelTable {

    private final TargetTable table;
    private final List<TargetKey> keys;
    private final String name;
    private final String primaryKey;
    private final Map<String, TargetColumn> byField = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private long rows;

    ModelTable(TargetTable table, List<TargetKey> keys) {
        this.table = table;
        this.keys = keys;
        this.name = table.name();
        this.primaryKey = table.uniques().isEmpty() || table.uniques().getFirst().size() != 1
                ? null : table.uniques().getFirst().getFirst();
        for (TargetColumn column : table.columns()) {
            byField.put(column.name(), column);
        }
    }

    TargetTable table() {
        return table;
    }

    /** Name within the file. */
    String name() {
        return name;
    }

    /** Column of the primary key; null when it has several. */
    String primaryKey() {
        return primaryKey;
    }

    /** Column of a field: of its own name, or of the foreign key that it is. Null when there is none. */
    TargetColumn column(String field) {
        TargetColumn column = byField.get(field);
        return column != null ? column : byField.get(field + "_id");
    }

    /** The foreign key that begins at a column; null when there is none. */
    TargetKey keyOf(String column) {
        return keys.stream().filter(key -> key.columns().equals(List.of(column))).findFirst().orElse(null);
    }

    List<TargetKey> keys() {
        return keys;
    }

    void saw(String column) {
        seen.add(column);
    }

    long nextRow() {
        return ++rows;
    }

    /** {@code table.column} of every column that no object had, for the defaults of the target. */
    List<String> unseen() {
        List<String> unseen = new ArrayList<>();
        table.columns().stream().filter(column -> !seen.contains(column.name()))
                .forEach(column -> unseen.add(name + "." + column.name()));
        return unseen;
    }

    /** No column has a type: what the dump says stays as it is. */
    String create() {
        return "CREATE TABLE " + SourceTable.quoted(name) + " (" + table.columns().stream()
                .map(column -> SourceTable.quoted(column.name())).collect(Collectors.joining(", ")) + ")";
    }

    String insert() {
        return "INSERT INTO " + SourceTable.quoted(name) + " (" + table.columns().stream()
                .map(column -> SourceTable.quoted(column.name())).collect(Collectors.joining(", ")) + ") VALUES ("
                + table.columns().stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
    }
}
