package io.mudanza.dumps.restore;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.rows.FieldForm;
import io.mudanza.dumps.sql.CopyHead;
import io.mudanza.dumps.sql.ObjectName;
import io.mudanza.engine.binary.FieldType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks up tables of the scratch database, on a connection on which nothing of the dump ever runs. */
final class TableCatalog {

    private static final String QUERY = """
            WITH RECURSIVE columns AS (
              SELECT c.relkind, a.attnum, a.attname, a.attgenerated, a.atttypid
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p')),
            types (root, type, direct) AS (
              SELECT DISTINCT atttypid, atttypid, true FROM columns WHERE atttypid IS NOT NULL
              UNION
              SELECT t.root, x.type, t.direct AND x.direct FROM types t JOIN LATERAL (
                SELECT y.typbasetype AS type, true AS direct FROM pg_catalog.pg_type y
                  WHERE y.oid = t.type AND y.typbasetype <> 0
                UNION ALL SELECT y.typelem, false FROM pg_catalog.pg_type y WHERE y.oid = t.type AND y.typelem <> 0
                UNION ALL SELECT r.rngsubtype, false FROM pg_catalog.pg_range r WHERE r.rngtypid = t.type %s
                UNION ALL SELECT b.atttypid, false FROM pg_catalog.pg_type y JOIN pg_catalog.pg_attribute b
                  ON b.attrelid = y.typrelid AND b.attnum > 0 AND NOT b.attisdropped
                  WHERE y.oid = t.type AND y.typtype = 'c') x ON true)
            SELECT relkind, attname, attgenerated,
              (SELECT pg_catalog.min(type::pg_catalog.int8) FROM types
                WHERE root = atttypid AND direct AND type IN (17, 700, 701, 1184)),
              EXISTS (SELECT FROM types WHERE root = atttypid AND type = 1184), base.oid, base.typtype
            FROM columns LEFT JOIN LATERAL (
              SELECT y.oid, y.typtype FROM types t JOIN pg_catalog.pg_type y ON y.oid = t.type
              WHERE t.root = atttypid AND t.direct AND y.typtype <> 'd' LIMIT 1) base ON true
            ORDER BY attnum""";

    private static final String MULTIRANGES = "OR r.rngmultitypid = t.type";
    private static final int FIRST_WITH_MULTIRANGES = 140000;
    private static final int FIRST_WITH_SHORT_FLOATS = 12;

    /** A function that returns a trigger can be called by triggers only, and these are made behind all rows. */
    private static final String FUNCTIONS = """
            SELECT EXISTS (SELECT FROM pg_catalog.pg_proc p WHERE p.oid >= 16384
              AND p.prorettype NOT IN ('pg_catalog.trigger'::pg_catalog.regtype, 'pg_catalog.event_trigger'::pg_catalog.regtype)
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                AND d.objid = p.oid AND d.deptype = 'e'))""";

    private final Connection control;
    private final String query;

    TableCatalog(Connection control, int serverVersion) {
        this.control = control;
        this.query = QUERY.formatted(serverVersion >= FIRST_WITH_MULTIRANGES ? MULTIRANGES : "");
    }

    /** Whether there are functions that are neither PostgreSQL's, nor an extension's, nor good for triggers only. */
    boolean hasFunctionsOfItsOwn() throws SQLException {
        try (Statement statement = control.createStatement(); ResultSet row = statement.executeQuery(FUNCTIONS)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private record Column(FieldForm form, FieldType type, boolean generated) {}

    /**
     * The table of a block of rows.
     *
     * @param columns     as the dump names them; null for all
     * @param omitted     places whose values the rows do not have; empty for all, null for those that are generated
     * @param databaseMajor version of the server that was dumped; 0 when unknown
     * @return null when there is no such table
     */
    LoadedTable find(ObjectName name, List<String> columns, List<Boolean> omitted, int databaseMajor, Context context)
            throws SQLException, DumpException {
        Map<String, Column> there = new LinkedHashMap<>();
        boolean partitioned = false;
        boolean any = false;
        try (PreparedStatement statement = control.prepareStatement(query)) {
            statement.setString(1, name.schema());
            statement.setString(2, name.name());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    any = true;
                    partitioned = row.getString(1).equals("p");
                    if (row.getString(2) != null) {
                        there.put(row.getString(2), new Column(
                                form(row.getInt(4), row.getBoolean(5), databaseMajor),
                                FieldType.of((int) row.getLong(6), row.getString(7)), !row.getString(3).isEmpty()));
                    }
                }
            }
        }
        if (!any) {
            return null;
        }
        List<String> wanted = new ArrayList<>();
        List<FieldForm> forms = new ArrayList<>();
        List<FieldType> types = new ArrayList<>();
        int place = 0;
        for (String column : columns == null ? List.copyOf(there.keySet()) : columns) {
            Column known = there.get(column);
            if (known == null) {
                throw new DumpException(DumpException.Code.DUMP_CORRUPT, "The dump has rows with a column "
                        + column.replaceAll("\\p{Cntrl}", " ") + " that its table " + name.label() + " does not have.");
            }
            boolean left = omitted == null ? columns == null && known.generated()
                    : omitted.isEmpty() || place < omitted.size() && omitted.get(place);
            if (!left) {
                wanted.add(column);
                forms.add(known.form());
                types.add(known.type());
            }
            place++;
        }
        return new LoadedTable(new CopyHead(name, wanted), forms, types, partitioned, context);
    }

    private static FieldForm form(int type, boolean instantsWithin, int databaseMajor) {
        boolean longFloats = databaseMajor > 0 && databaseMajor < FIRST_WITH_SHORT_FLOATS;
        return switch (type) {
            case 1184 -> FieldForm.INSTANT;
            case 17 -> FieldForm.BYTES;
            case 700 -> longFloats ? FieldForm.SINGLE : FieldForm.PLAIN;
            case 701 -> longFloats ? FieldForm.DOUBLE : FieldForm.PLAIN;
            default -> instantsWithin ? FieldForm.INSTANTS_WITHIN : FieldForm.PLAIN;
        };
    }
}
