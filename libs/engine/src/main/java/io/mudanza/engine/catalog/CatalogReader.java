package io.mudanza.engine.catalog;

import io.mudanza.bundle.manifest.ColumnHead;
import io.mudanza.bundle.manifest.ExtensionHead;
import io.mudanza.bundle.manifest.MatviewState;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.schema.SchemaSelection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the catalog through an open transaction, so that it fits the snapshot of that transaction. */
public final class CatalogReader {

    /** Schemas that are never read: those of the server and those of Mudanza itself. */
    static final String OF_USERS = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
            + " AND n.nspname NOT LIKE '\\_mudanza%'";

    private static final String TABLES = """
            SELECT c.oid, n.nspname, c.relname, c.reltuples::pg_catalog.float8, c.relpages,
                   pg_catalog.pg_table_size(c.oid) AS bytes, pg_catalog.pg_relation_size(c.oid) AS main,
                   coalesce(am.amname, 'heap') AS am, e.extname,
                   e.extcondition[pg_catalog.array_position(e.extconfig, c.oid)] AS condition,
                   pg_catalog.array_position(e.extconfig, c.oid) IS NOT NULL AS config
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
            LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                 AND d.objid = c.oid AND d.objsubid = 0 AND d.deptype = 'e'
                 AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
            LEFT JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
            WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND\s""" + OF_USERS + " ORDER BY n.nspname, c.relname";

    private static final String COLUMNS = """
            SELECT a.attrelid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.atttypid
            FROM pg_catalog.pg_attribute a
            JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND\s""" + OF_USERS
            + " ORDER BY a.attrelid, a.attnum";

    /** The primary key, else a unique index that sees every row and no null. */
    private static final String KEYS = """
            SELECT DISTINCT ON (i.indrelid) i.indrelid,
                   ARRAY(SELECT a.attname::pg_catalog.text
                         FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY k(attnum, pos)
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                         WHERE k.pos <= i.indnkeyatts ORDER BY k.pos)
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND i.indisunique AND i.indisvalid AND i.indimmediate
              AND i.indpred IS NULL AND i.indexprs IS NULL
              AND NOT EXISTS (SELECT FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY k(attnum, pos)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                    WHERE k.pos <= i.indnkeyatts AND (NOT a.attnotnull OR a.attgenerated <> ''))
              AND\s""" + OF_USERS + " ORDER BY i.indrelid, i.indisprimary DESC, i.indnkeyatts, i.indexrelid";

    /** Sequences, but those of extensions that are not configuration, and with the table that an identity belongs to. */
    private static final String SEQUENCES = """
            SELECT n.nspname, c.relname, tn.nspname, tc.relname
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_depend i ON i.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                 AND i.objid = c.oid AND i.deptype = 'i'
                 AND i.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
            LEFT JOIN pg_catalog.pg_class tc ON tc.oid = i.refobjid
            LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = tc.relnamespace
            WHERE c.relkind = 'S' AND c.relpersistence <> 't'
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
                    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                      AND d.deptype = 'e' AND NOT (c.oid = ANY (coalesce(e.extconfig, '{}'))))
              AND\s""" + OF_USERS + " ORDER BY 1, 2";

    private final Connection connection;
    private final SchemaSelection selection;

    /** @param connection in a transaction; it stays open */
    public CatalogReader(Connection connection, SchemaSelection selection) {
        this.connection = connection;
        this.selection = selection;
    }

    /**
     * Reads everything.
     *
     * @throws EngineException SOURCE_RIGHTS_MISSING when a table cannot be read in full, naming the tables
     */
    public DatabaseCatalog read() throws SQLException, EngineException {
        ReadableRows.require(connection, selection);
        record Base(String database, String version, int number, String encoding, String collate, String ctype) {}
        Base base = Rows.one(connection, "SELECT pg_catalog.current_database(), pg_catalog.current_setting('server_version'),"
                + " pg_catalog.current_setting('server_version_num')::int, pg_catalog.pg_encoding_to_char(encoding),"
                + " datcollate, datctype FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()",
                row -> new Base(row.getString(1), row.getString(2), row.getInt(3), row.getString(4), row.getString(5),
                        row.getString(6)));
        Inventory inventory = new Inventory(connection, selection);
        NotCarriedReader notCarried = new NotCarriedReader(connection, selection);
        return new DatabaseCatalog(
                base.database(), base.version(), base.number(), base.encoding(), base.collate(), base.ctype(),
                inventory.lsn(), inventory.databaseBytes(), tables(), sequences(), matviews(),
                Rows.list(connection, "SELECT e.extname, e.extversion, n.nspname FROM pg_catalog.pg_extension e"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql' ORDER BY 1",
                        row -> new ExtensionHead(row.getString(1), row.getString(2), row.getString(3))),
                selection.isAll()
                        ? Rows.one(connection, "SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata",
                                row -> row.getLong(1))
                        : 0,
                inventory.roles(), inventory.tablespaces(), inventory.objects(), notCarried.read());
    }

    /** Only the tables whose rows move. */
    public List<CatalogTable> tables() throws SQLException {
        Map<Long, List<ColumnHead>> columns = new HashMap<>();
        Map<Long, Boolean> binary = new HashMap<>();
        Set<Long> safe = new HashSet<>(Rows.list(connection, BinaryTypes.SAFE, row -> row.getLong(1)));
        Rows.list(connection, COLUMNS, row -> {
            columns.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                    .add(new ColumnHead(row.getString(2), row.getString(3)));
            return binary.merge(row.getLong(1), safe.contains(row.getLong(4)), Boolean::logicalAnd);
        });
        Map<Long, List<String>> keys = new HashMap<>();
        Rows.list(connection, KEYS, row -> keys.put(
                row.getLong(1), Arrays.asList((String[]) row.getArray(2).getArray())));
        boolean ranges = io.mudanza.engine.connect.Connections.serverVersion(connection) >= 140000;
        List<CatalogTable> found = new ArrayList<>();
        Rows.list(connection, TABLES, row -> {
            boolean wanted = selection.wants(row.getString(2), row.getString(3))
                    && (row.getString("extname") == null || row.getBoolean("config"));
            if (wanted) {
                long oid = row.getLong(1);
                List<ColumnHead> own = columns.getOrDefault(oid, List.of());
                String condition = row.getString("condition");
                found.add(new CatalogTable(
                        oid, row.getString(2), row.getString(3), own, keys.getOrDefault(oid, List.of()),
                        !own.isEmpty() && binary.get(oid), ranges && row.getString("am").equals("heap"),
                        (long) row.getDouble(4), row.getLong("bytes"), row.getLong("main") / 8192,
                        condition == null || condition.isBlank() ? null : condition));
            }
            return wanted;
        });
        return found;
    }

    private List<SequenceName> sequences() throws SQLException {
        return Rows.list(connection, SEQUENCES, row -> {
                    boolean left = row.getString(4) != null && !selection.wants(row.getString(3), row.getString(4));
                    return left ? null : new SequenceName(row.getString(1), row.getString(2));
                })
                .stream().filter(name -> name != null).toList();
    }

    private List<MatviewState> matviews() throws SQLException {
        return Rows.list(connection, "SELECT n.nspname, c.relname, c.relispopulated FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm' AND " + OF_USERS
                + " ORDER BY 1, 2",
                row -> new MatviewState(row.getString(1), row.getString(2), row.getBoolean(3)));
    }
}
