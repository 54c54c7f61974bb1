package io.mudanza.sqlite.export;

import io.mudanza.sqlite.source.SourceTable;
import io.mudanza.sqlite.target.TargetColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that make a table and its indexes in the file. */
final class LiteSchema {

    private LiteSchema() {}

    static String table(PlatformTable table) {
        List<String> parts = new ArrayList<>();
        String numbered = table.numbered();
        for (TargetColumn column : table.table().columns()) {
            String name = SourceTable.quoted(column.name());
            if (column.name().equals(numbered)) {
                parts.add(name + " integer NOT NULL PRIMARY KEY AUTOINCREMENT");
                continue;
            }
            String value = table.defaults().stream().filter(one -> one.column().equals(column.name()))
                    .map(one -> " DEFAULT " + one.value()).findFirst().orElse("");
            parts.add(name + " " + LiteType.of(column).declared() + (column.notNull() ? " NOT NULL" : " NULL") + value);
        }
        if (numbered == null && !table.primaryKey().isEmpty()) {
            parts.add("PRIMARY KEY (" + list(table.primaryKey()) + ")");
        }
        table.uniques().forEach(unique -> parts.add("UNIQUE (" + list(unique) + ")"));
        table.keys().forEach(key -> parts.add("FOREIGN KEY (" + list(key.columns()) + ") REFERENCES "
                + SourceTable.quoted(key.table()) + " (" + list(key.referred()) + ") ON UPDATE " + key.onUpdate()
                + " ON DELETE " + key.onDelete() + " DEFERRABLE INITIALLY DEFERRED"));
        return "CREATE TABLE " + SourceTable.quoted(table.name()) + " (" + String.join(", ", parts) + ")";
    }

    static String index(PlatformTable table, PlatformTable.Index index) {
        return "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + SourceTable.quoted(index.name()) + " ON "
                + SourceTable.quoted(table.name()) + " (" + list(index.columns()) + ")";
    }

    private static String list(List<String> columns) {
        return columns.stream().map(SourceTable::quoted).collect(Collectors.joining(", "));
    }
}
