package io.mudanza.engine.verify;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the media files that rows point to but the store lacks. Columns of text are looked at whose name says that they
 * name files, or that are given.
 */
public final class MediaReferences {

    /** Names of columns that are looked at when none are given; SQL patterns, without regard to case. */
    public static final List<String> USUAL = List.of(
            "%image%", "%file%", "%photo%", "%picture%", "%avatar%", "%path%", "%media%", "%logo%", "%attachment%",
            "%thumbnail%", "%banner%", "%poster%");

    private static final int EXAMPLES = 50;
    private static final int FETCH = 5000;
    private static final Pattern LOOKS_LIKE_A_FILE = Pattern.compile("[^\\s:*?\"<>|][^:*?\"<>|\\r\\n\\t]{0,1000}\\.[A-Za-z0-9]{2,5}");
    private static final List<String> PREFIXES = List.of("/media/", "media/", "/");

    private record Column(String schema, String table, String name, boolean partitioned) {
        String label() {
            return schema + "." + table + "." + name;
        }
    }

    private final DatabaseAddress address;
    private final List<String> patterns;

    /** @param patterns SQL patterns of column names; null for {@link #USUAL} */
    public MediaReferences(DatabaseAddress address, List<String> patterns) {
        this.address = address;
        this.patterns = patterns == null || patterns.isEmpty() ? USUAL : List.copyOf(patterns);
    }

    /** Reads the columns and holds their values against the keys of the store. */
    public MediaReferenceReport check(MediaKeySet store, ProgressListener progress, Cancellation cancellation)
            throws EngineException {
        Connection connection = Connections.open(address, Side.TARGET);
        try {
            connection.setAutoCommit(false);
            List<Column> columns = columns(connection);
            List<MediaReferenceReport.Missing> examples = new ArrayList<>();
            long[] counts = new long[2];
            for (Column column : columns) {
                cancellation.check();
                progress.doing("checking the files of " + column.label());
                check(connection, column, store, counts, examples, cancellation);
            }
            return new MediaReferenceReport(
                    columns.stream().map(Column::label).toList(), counts[0], counts[1], examples, store.unreferenced());
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "checking media references");
        } finally {
            Connections.close(connection);
        }
    }

    private static void check(
            Connection connection, Column column, MediaKeySet store, long[] counts,
            List<MediaReferenceReport.Missing> examples, Cancellation cancellation)
            throws SQLException, EngineException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setFetchSize(FETCH);
            String name = Sql.name(column.name());
            try (ResultSet rows = statement.executeQuery("SELECT " + name + "::pg_catalog.text FROM "
                    + (column.partitioned() ? "" : "ONLY ") + Sql.name(column.schema(), column.table()) + " WHERE "
                    + name + " IS NOT NULL AND pg_catalog.length(" + name + "::pg_catalog.text) BETWEEN 1 AND 1024")) {
                for (long row = 0; rows.next(); row++) {
                    if (row % FETCH == 0) {
                        cancellation.check();
                    }
                    String value = rows.getString(1);
                    if (isInStore(value, store)) {
                        counts[0]++;
                    } else if (LOOKS_LIKE_A_FILE.matcher(value).matches()) {
                        counts[1]++;
                        if (examples.size() < EXAMPLES) {
                            examples.add(new MediaReferenceReport.Missing(column.label(), value));
                        }
                    }
                }
            }
        }
    }

    private static boolean isInStore(String value, MediaKeySet store) {
        if (store.reference(value)) {
            return true;
        }
        for (String prefix : PREFIXES) {
            if (value.startsWith(prefix) && store.reference(value.substring(prefix.length()))) {
                return true;
            }
        }
        return false;
    }

    private List<Column> columns(Connection connection) throws SQLException {
        List<String> likes = patterns.stream().map(pattern -> "a.attname ILIKE " + Sql.text(pattern)).toList();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            List<Column> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT n.nspname, c.relname, a.attname, c.relkind = 'p'"
                    + " FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid"
                    + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                    + " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
                    + " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'"
                    + " AND a.attnum > 0 AND NOT a.attisdropped AND t.typcategory = 'S' AND t.typname <> 'name'"
                    + " AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
                    + " AND n.nspname NOT LIKE E'\\\\_mudanza%' AND (" + String.join(" OR ", likes)
                    + ") ORDER BY 1, 2, a.attnum")) {
                while (rows.next()) {
                    found.add(new Column(rows.getString(1), rows.getString(2), rows.getString(3), rows.getBoolean(4)));
                }
            }
            return found;
        }
    }
}
