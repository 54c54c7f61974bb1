package io.mudanza.sqlite.target;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of a database as rows that come from elsewhere need to know them.
 *
 * @param tables ordinary tables outside of the server's own schemas
 * @param keys   foreign keys between them
 */
public record TargetTables(List<TargetTable> tables, List<TargetKey> keys) {

    private static final String OF_USERS =
            "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE '\\_mudanza%'";

    private static final String TABLES = "SELECT c.oid, n.nspname, c.relname FROM pg_catalog.pg_class c"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND " + OF_USERS + " ORDER BY 2, 3";

    private static final String COLUMNS = """
            WITH RECURSIVE base AS (
                SELECT a.attrelid, a.attnum, a.atttypid AS type, a.atttypmod AS modifier, false AS domain, a.attnotnull AS strict
                FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND %s
              UNION ALL
                SELECT b.attrelid, b.attnum, t.typbasetype, CASE WHEN t.typtypmod = -1 THEN b.modifier ELSE t.typtypmod END,
                       true, b.strict OR t.typnotnull
                FROM base b JOIN pg_catalog.pg_type t ON t.oid = b.type AND t.typtype = 'd')
            SELECT b.attrelid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), t.typname,
                   t.oid < 16384, b.modifier, b.domain, t.typsend::pg_catalog.regproc::pg_catalog.text,
                   ARRAY(SELECT e.enumlabel::pg_catalog.text FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid),
                   b.strict, a.atthasdef OR a.attidentity <> '', a.attgenerated <> ''
            FROM base b JOIN pg_catalog.pg_type t ON t.oid = b.type AND t.typtype <> 'd'
            JOIN pg_catalog.pg_attribute a ON a.attrelid = b.attrelid AND a.attnum = b.attnum
            ORDER BY b.attrelid, b.attnum""".formatted(OF_USERS);

    private static final String SEQUENCES = """
            SELECT d.refobjid, n.nspname, s.relname, a.attname, q.seqstart, q.seqincrement, q.seqmax
            FROM pg_catalog.pg_sequence q JOIN pg_catalog.pg_class s ON s.oid = q.seqrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
            JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = s.oid
                 AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype IN ('a', 'i')
            JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid""";

    private static final String UNIQUES = """
            SELECT i.indrelid, ARRAY(SELECT a.attname::pg_catalog.text
                   FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY k(attnum, pos)
                   JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                   WHERE k.pos <= i.indnkeyatts ORDER BY k.pos)
            FROM pg_catalog.pg_index i WHERE i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL
            ORDER BY i.indrelid, i.indisprimary DESC, i.indexrelid""";

    private static final String KEYS = """
            SELECT k.conname, n.nspname, c.relname, rn.nspname, r.relname,
                   ARRAY(SELECT a.attname::pg_catalog.text FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY u(num, pos)
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num ORDER BY u.pos),
                   ARRAY(SELECT a.attname::pg_catalog.text FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY u(num, pos)
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num ORDER BY u.pos)
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_class r ON r.oid = k.confrelid JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
            WHERE k.contype = 'f' AND c.relkind = 'r' AND\s""" + OF_USERS + " ORDER BY 2, 3, 1";

    /** Reads them. */
    public static TargetTables read(DatabaseAddress address) throws EngineException {
        Connection connection = Connections.open(address, Side.TARGET);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return read(statement);
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "reading the tables of the target");
        } finally {
            Connections.close(connection);
        }
    }

    /**
     * Tables as an application sees them: a partitioned one instead of its partitions.
     *
     * @param connection in the transaction whose snapshot counts
     */
    public static TargetTables roots(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return read(statement, "c.relkind IN ('r', 'p') AND NOT c.relispartition");
        }
    }

    private static TargetTables read(Statement statement) throws SQLException {
        return read(statement, "c.relkind = 'r'");
    }

    private static TargetTables read(Statement statement, String kind) throws SQLException {
        Map<Long, List<TargetColumn>> columns = new HashMap<>();
        try (ResultSet row = statement.executeQuery(COLUMNS.replace("c.relkind = 'r'", kind))) {
            while (row.next()) {
                columns.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>()).add(new TargetColumn(
                        row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5), row.getInt(6),
                        row.getBoolean(7), row.getString(8), texts(row, 9), row.getBoolean(10), row.getBoolean(11),
                        row.getBoolean(12)));
            }
        }
        Map<Long, List<TargetSequence>> sequences = new HashMap<>();
        try (ResultSet row = statement.executeQuery(SEQUENCES)) {
            while (row.next()) {
                sequences.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>()).add(new TargetSequence(
                        row.getString(2), row.getString(3), row.getString(4), row.getLong(5), row.getLong(6), row.getLong(7)));
            }
        }
        Map<Long, List<List<String>>> uniques = new HashMap<>();
        try (ResultSet row = statement.executeQuery(UNIQUES)) {
            while (row.next()) {
                uniques.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>()).add(texts(row, 2));
            }
        }
        List<TargetTable> tables = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(TABLES.replace("c.relkind = 'r'", kind))) {
            while (row.next()) {
                long oid = row.getLong(1);
                tables.add(new TargetTable(row.getString(2), row.getString(3), columns.getOrDefault(oid, List.of()),
                        sequences.getOrDefault(oid, List.of()), uniques.getOrDefault(oid, List.of())));
            }
        }
        List<TargetKey> keys = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(KEYS)) {
            while (row.next()) {
                keys.add(new TargetKey(row.getString(1), row.getString(2), row.getString(3), texts(row, 6),
                        row.getString(4), row.getString(5), texts(row, 7)));
            }
        }
        return new TargetTables(tables, keys);
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    /** The table of that name: in {@code public} before elsewhere, exactly before in other case; null when none or several. */
    public TargetTable find(String wanted) {
        for (boolean exact : new boolean[] {true, false}) {
            List<TargetTable> alike = tables.stream()
                    .filter(table -> exact ? table.name().equals(wanted) : table.name().equalsIgnoreCase(wanted)).toList();
            List<TargetTable> inPublic = alike.stream().filter(table -> table.schema().equals("public")).toList();
            if (inPublic.size() == 1) {
                return inPublic.getFirst();
            }
            if (alike.size() == 1) {
                return alike.getFirst();
            }
        }
        return null;
    }

    /** The table of that schema and name; null when there is none. */
    public TargetTable find(String schema, String name) {
        return tables.stream().filter(table -> table.schema().equals(schema) && table.name().equals(name)).findFirst()
                .orElse(null);
    }
}
