package io.mudanza.sqlite.export;

import io.mudanza.sqlite.target.TargetTable;
import java.util.List;

/**
 * A table as the file gets it.
 *
 * @param name       its name there
 * @param table      the table of the platform
 * @param primaryKey columns of the primary key; empty when there is none
 * @param uniques    columns of unique constraints
 * @param indexes    other indexes over plain columns
 * @param keys       foreign keys
 * @param defaults   column and value, where SQLite can have it
 */
record PlatformTable(
        String name, TargetTable table, List<String> primaryKey, List<List<String>> uniques, List<Index> indexes,
        List<Key> keys, List<Default> defaults) {

    record Index(String name, boolean unique, List<String> columns) {}

    record Key(List<String> columns, String table, List<String> referred, String onUpdate, String onDelete) {}

    record Default(String column, String value) {}

    /** The column that SQLite numbers by itself; null when there is none. */
    String numbered() {
        return primaryKey.size() == 1 && table.columns().stream().anyMatch(column ->
                column.name().equals(primaryKey.getFirst()) && column.type().matches("int[248]"))
                && table.sequences().stream().anyMatch(sequence -> sequence.column().equals(primaryKey.getFirst()))
                ? primaryKey.getFirst() : null;
    }
}
