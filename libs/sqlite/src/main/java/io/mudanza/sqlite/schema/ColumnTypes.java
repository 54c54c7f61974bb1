package io.mudanza.sqlite.schema;

import io.mudanza.engine.EngineException;
import io.mudanza.sqlite.source.SourceColumn;
import io.mudanza.sqlite.source.SourceTable;
import io.mudanza.sqlite.source.SqliteFile;
import io.mudanza.sqlite.source.SqliteProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Types for the columns of a file, after what is declared and what lies there. */
final class ColumnTypes {

    /** SQLite gives at most 2000 columns. */
    private static final int TOGETHER = 200;

    private static final int SAMPLE = 1000;

    private final boolean everything;
    private final Map<String, String> types = new HashMap<>();

    private ColumnTypes(boolean everything) {
        this.everything = everything;
    }

    /** @param everything whether every row is looked at, or only the first and the last ones */
    static ColumnTypes of(SqliteFile file, List<SourceTable> tables, boolean everything) throws EngineException {
        ColumnTypes types = new ColumnTypes(everything);
        try (Statement statement = file.connection(0).createStatement()) {
            for (SourceTable table : tables) {
                for (int from = 0; from < table.columns().size(); from += TOGETHER) {
                    types.look(statement, table,
                            table.columns().subList(from, Math.min(from + TOGETHER, table.columns().size())));
                }
            }
        } catch (SQLException e) {
            throw SqliteProblem.of(e, file.path(), "looking at its values");
        }
        return types;
    }

    private void look(Statement statement, SourceTable table, List<SourceColumn> columns) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT 0");
        for (SourceColumn column : columns) {
            String name = SourceTable.quoted(column.name());
            for (String kind : List.of("integer", "real", "text", "blob")) {
                sql.append(", coalesce(sum(typeof(").append(name).append(") = '").append(kind).append("'), 0)");
            }
            sql.append(", coalesce(sum(typeof(").append(name).append(") = 'integer' AND ").append(name)
                    .append(" NOT IN (0, 1)), 0)");
        }
        try (ResultSet row = statement.executeQuery(sql + " FROM " + rows(table))) {
            row.next();
            int at = 2;
            for (SourceColumn column : columns) {
                TypeGuess.Seen seen = new TypeGuess.Seen(row.getLong(at), row.getLong(at + 1), row.getLong(at + 2),
                        row.getLong(at + 3), row.getLong(at + 4));
                types.put(key(table, column), TypeGuess.of(column, seen));
                at += 5;
            }
        }
    }

    private String rows(SourceTable table) {
        String name = SourceTable.quoted(table.name());
        if (everything) {
            return name;
        }
        String last = table.rowid() == null ? "" : " UNION ALL SELECT * FROM (SELECT * FROM " + name + " ORDER BY "
                + table.rowid() + " DESC LIMIT " + SAMPLE + ")";
        return "(SELECT * FROM (SELECT * FROM " + name + " LIMIT " + SAMPLE + ")" + last + ")";
    }

    String of(SourceTable table, SourceColumn column) {
        return types.get(key(table, column));
    }

    private static String key(SourceTable table, SourceColumn column) {
        return table.name() + "\0" + column.name();
    }
}
