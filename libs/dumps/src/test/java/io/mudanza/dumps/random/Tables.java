package io.mudanza.dumps.random;

import io.mudanza.dumps.random.Kinds.Kind;
import java.util.ArrayList;
import java.util.List;

/** Tables of random columns, with rows. */
final class Tables {

    private record Column(String name, Kind kind, boolean nullable) {}

    private final Draw draw;
    private final List<String> schemas;
    private final List<Kind> kinds;
    private final List<String> statements;

    Tables(Draw draw, List<String> schemas, List<Kind> kinds, List<String> statements) {
        this.draw = draw;
        this.schemas = schemas;
        this.kinds = kinds;
        this.statements = statements;
    }

    void make() {
        String table = draw.one(schemas) + "." + draw.name();
        List<Column> columns = new ArrayList<>();
        List<String> definitions = new ArrayList<>();
        for (int i = draw.below(9); i > 0; i--) {
            Column column = new Column(draw.name(), draw.one(kinds), draw.chance(0.7));
            columns.add(column);
            definitions.add(definition(column));
        }
        if (draw.chance(0.3)) {
            definitions.add(draw.below(definitions.size() + 1), draw.name() + " bigint GENERATED "
                    + (draw.chance(0.5) ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY (START " + draw.between(-5, 5)
                    + " MINVALUE -10 INCREMENT " + draw.between(1, 3) + ")" + (draw.chance(0.5) ? " PRIMARY KEY" : ""));
        }
        if (draw.chance(0.2)) {
            definitions.add(draw.below(definitions.size() + 1),
                    draw.name() + " int GENERATED ALWAYS AS (" + draw.below(99) + " * 2) STORED");
        }
        statements.add("CREATE " + (draw.chance(0.1) ? "UNLOGGED " : "") + "TABLE " + table + " ("
                + String.join(", ", definitions) + ")" + (draw.chance(0.2) ? " WITH (fillfactor = 70, toast.autovacuum_enabled = off)" : ""));
        rows(table, columns);
        later(table, columns);
    }

    private String definition(Column column) {
        return column.name() + " " + column.kind().type() + (column.nullable() ? "" : " NOT NULL")
                + (draw.chance(0.2) ? " DEFAULT " + draw.one(column.kind().values()) : "");
    }

    private void rows(String table, List<Column> columns) {
        int count = draw.chance(0.15) ? 0 : draw.between(1, 12);
        if (columns.isEmpty()) {
            statements.add("INSERT INTO " + table + " DEFAULT VALUES");
            return;
        }
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> values = new ArrayList<>();
            for (Column column : columns) {
                boolean empty = column.nullable() && !column.kind().values().equals(List.of("'{}'", "'[3:4]={1,2}'"))
                        && !column.kind().values().equals(List.of("'{}'", "'{7}'")) && draw.chance(0.2);
                values.add("(" + (empty ? "NULL" : draw.one(column.kind().values())) + ")::" + column.kind().type());
            }
            rows.add("(" + String.join(", ", values) + ")");
        }
        if (!rows.isEmpty()) {
            statements.add("INSERT INTO " + table + " (" + String.join(", ", columns.stream().map(Column::name).toList())
                    + ") SELECT v.* FROM (VALUES " + String.join(", ", rows) + ") v, generate_series(1, "
                    + (draw.chance(0.1) ? 300 : 1) + ")");
        }
    }

    /** What happens to tables in the course of years. */
    private void later(String table, List<Column> columns) {
        if (columns.size() > 1 && draw.chance(0.3)) {
            statements.add("ALTER TABLE " + table + " DROP COLUMN " + columns.removeFirst().name());
        }
        if (draw.chance(0.3)) {
            Kind kind = draw.one(kinds);
            statements.add("ALTER TABLE " + table + " ADD COLUMN " + draw.name() + " " + kind.type() + " DEFAULT "
                    + draw.one(kind.values()) + (draw.chance(0.5) ? " NOT NULL" : ""));
        }
        for (Column column : columns) {
            if (column.kind().key() && column.kind().values().stream().noneMatch(one -> one.contains("repeat(")) && draw.chance(0.2)) {
                statements.add("CREATE INDEX " + draw.name() + " ON " + table + " (" + column.name()
                        + (draw.chance(0.5) ? " DESC NULLS LAST" : "") + ")" + (draw.chance(0.3) ? " INCLUDE (" + column.name() + ")" : "")
                        + (draw.chance(0.3) ? " WHERE (" + column.name() + " IS NOT NULL)" : ""));
            }
            if (draw.chance(0.1)) {
                statements.add("ALTER TABLE " + table + " ALTER COLUMN " + column.name() + " SET STATISTICS " + draw.below(1000));
            }
            if (List.of("text", "bytea", "jsonb").contains(column.kind().type()) && draw.chance(0.4)) {
                statements.add("ALTER TABLE " + table + " ALTER COLUMN " + column.name() + " SET STORAGE "
                        + draw.one(List.of("EXTERNAL", "MAIN", "PLAIN", "EXTENDED")));
                statements.add("ALTER TABLE " + table + " ALTER COLUMN " + column.name() + " SET COMPRESSION pglz");
            }
            if (draw.chance(0.2)) {
                statements.add("COMMENT ON COLUMN " + table + "." + column.name() + " IS " + draw.text());
            }
        }
        if (draw.chance(0.2)) {
            statements.add("COMMENT ON TABLE " + table + " IS " + draw.text());
        }
        if (draw.chance(0.2)) {
            statements.add("ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY");
        }
        if (draw.chance(0.2)) {
            statements.add("ALTER TABLE " + table + " REPLICA IDENTITY " + draw.one(List.of("FULL", "NOTHING")));
        }
    }
}
