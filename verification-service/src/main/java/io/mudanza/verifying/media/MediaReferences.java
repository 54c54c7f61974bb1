package io.mudanza.verifying.media;

import io.mudanza.bundle.media.MediaStore;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.progress.Cancellation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds files that rows point to but the store lacks. No catalog says which columns hold names of files, so a column of
 * text counts as one when at least half of a sample of its values are names of files of the store; then all its values
 * are looked up.
 */
final class MediaReferences {

    private static final int SAMPLE_ROWS = 5_000;
    private static final int NAMED = 100;
    private static final int FETCH = 2_000;

    private static final String COLUMNS = """
            SELECT n.nspname, c.relname, a.attname
            FROM pg_catalog.pg_attribute a
            JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND a.attnum > 0 AND NOT a.attisdropped
              AND coalesce(nullif(t.typbasetype, 0), t.oid) IN ('text'::pg_catalog.regtype, 'varchar'::pg_catalog.regtype)
              AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE '\\_mudanza%'
            ORDER BY 1, 2, 3""";

    private final DatabaseAddress target;
    private final Cancellation cancellation;
    private final KeySet keys = new KeySet();

    MediaReferences(DatabaseAddress target, MediaStore store, Cancellation cancellation) throws IOException {
        this.target = target;
        this.cancellation = cancellation;
        store.walk(null, file -> {
            keys.add(file.key());
            return true;
        });
    }

    /**
     * What was found.
     *
     * @param dangling     sentences that name file and column, a sample
     * @param total        how many distinct values point to nothing, per column added up
     * @param unreferenced files that no such column names
     * @param columns      the columns that hold names of files
     */
    record Found(List<String> dangling, long total, long unreferenced, List<String> columns) {}

    private record Column(String schema, String table, String name) {
        String label() {
            return schema + "." + table + "." + name;
        }

        String from() {
            return Sql.name(schema) + "." + Sql.name(table);
        }
    }

    Found find() throws EngineException {
        List<String> dangling = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        long total = 0;
        if (keys.isEmpty()) {
            return new Found(dangling, 0, 0, columns);
        }
        Connection connection = Connections.open(target, Side.TARGET);
        try {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            for (Column column : columns(connection)) {
                cancellation.check();
                if (holdsNames(connection, column)) {
                    columns.add(column.label());
                    total += lookUp(connection, column, dangling);
                }
            }
            return new Found(dangling, total, keys.unused(), columns);
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "looking for media that rows point to");
        } finally {
            Connections.close(connection);
        }
    }

    private static List<Column> columns(Connection connection) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return columns;
    }

    private boolean holdsNames(Connection connection, Column column) throws SQLException {
        long values = 0;
        long names = 0;
        String name = Sql.name(column.name());
        String sql = "SELECT DISTINCT v FROM (SELECT pg_catalog.left(" + name + ", 1025) AS v FROM ONLY " + column.from()
                + " WHERE " + name + " <> '' LIMIT " + SAMPLE_ROWS + ") s";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values++;
                names += keys.contains(rows.getString(1)) ? 1 : 0;
            }
        }
        return names > 0 && names * 2 >= values;
    }

    private long lookUp(Connection connection, Column column, List<String> dangling)
            throws SQLException, EngineException {
        long missing = 0;
        String name = Sql.name(column.name());
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery(
                    "SELECT " + name + ", count(*) FROM ONLY " + column.from() + " WHERE " + name + " <> '' GROUP BY 1")) {
                while (rows.next()) {
                    if (!keys.use(rows.getString(1))) {
                        missing++;
                        if (dangling.size() < NAMED) {
                            dangling.add("\"" + rows.getString(1) + "\" (" + column.label() + ", " + rows.getLong(2)
                                    + " rows)");
                        }
                    }
                    cancellation.check();
                }
            }
        }
        return missing;
    }
}
