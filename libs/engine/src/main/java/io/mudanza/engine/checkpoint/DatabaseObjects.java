package io.mudanza.engine.checkpoint;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The objects of a database that are the platform's own: not the system's, not an extension's, not Mudanza's. */
final class DatabaseObjects {

    /** Objects that lie in no schema. */
    static final String GLOBAL = """
            SELECT classid AS class, objid AS object FROM (
              SELECT 'pg_catalog.pg_extension'::pg_catalog.regclass::oid AS classid, oid AS objid
                FROM pg_catalog.pg_extension
              UNION ALL SELECT 'pg_catalog.pg_publication'::pg_catalog.regclass, oid FROM pg_catalog.pg_publication
              UNION ALL SELECT 'pg_catalog.pg_event_trigger'::pg_catalog.regclass, oid FROM pg_catalog.pg_event_trigger
              UNION ALL SELECT 'pg_catalog.pg_foreign_server'::pg_catalog.regclass, oid
                FROM pg_catalog.pg_foreign_server
              UNION ALL SELECT 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass, oid
                FROM pg_catalog.pg_foreign_data_wrapper
              UNION ALL SELECT 'pg_catalog.pg_language'::pg_catalog.regclass, oid FROM pg_catalog.pg_language
              UNION ALL SELECT 'pg_catalog.pg_cast'::pg_catalog.regclass, oid FROM pg_catalog.pg_cast
              UNION ALL SELECT 'pg_catalog.pg_largeobject'::pg_catalog.regclass, oid
                FROM pg_catalog.pg_largeobject_metadata) g
            WHERE objid >= 16384 AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
              WHERE d.classid = g.classid AND d.objid = g.objid AND d.deptype IN ('e', 'i')) OR classid = 'pg_catalog.pg_largeobject'::pg_catalog.regclass""";

    private static final String OWN_SCHEMAS = """
            SELECT n.nspname, n.nspname <> 'public' AND NOT EXISTS (
              SELECT 1 FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_depend e
                ON e.classid = d.classid AND e.objid = d.objid AND e.deptype = 'e'
              WHERE d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.refobjid = n.oid)
              AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_extension x WHERE x.extnamespace = n.oid)
            FROM pg_catalog.pg_namespace n
            WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
              AND n.nspname NOT LIKE '\\_mudanza%' AND NOT EXISTS (
              SELECT 1 FROM pg_catalog.pg_depend d WHERE d.deptype = 'e'
                AND d.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.objid = n.oid)
            ORDER BY 1""";

    private static final List<String[]> CATALOGS = List.of(
            new String[] {"pg_type", "typnamespace", "(typrelid = 0 OR EXISTS (SELECT 1 FROM pg_catalog.pg_class c"
                    + " WHERE c.oid = typrelid AND c.relkind = 'c'))"},
            new String[] {"pg_class", "relnamespace", "(relkind IN ('r', 'p', 'f', 'v', 'm') OR relkind = 'S' AND NOT"
                    + " EXISTS (SELECT 1 FROM pg_catalog.pg_depend a WHERE a.classid ="
                    + " 'pg_catalog.pg_class'::pg_catalog.regclass AND a.objid = x.oid AND a.deptype = 'a'"
                    + " AND a.refobjsubid > 0))"},
            new String[] {"pg_proc", "pronamespace", "true"},
            new String[] {"pg_operator", "oprnamespace", "true"},
            new String[] {"pg_opfamily", "opfnamespace", "true"},
            new String[] {"pg_opclass", "opcnamespace", "true"},
            new String[] {"pg_collation", "collnamespace", "true"},
            new String[] {"pg_conversion", "connamespace", "true"},
            new String[] {"pg_ts_dict", "dictnamespace", "true"},
            new String[] {"pg_ts_config", "cfgnamespace", "true"},
            new String[] {"pg_statistic_ext", "stxnamespace", "true"});

    private final ShelfSession session;

    DatabaseObjects(ShelfSession session) {
        this.session = session;
    }

    /**
     * A schema of the platform.
     *
     * @param movable whether it can be renamed as a whole
     */
    record Home(String name, boolean movable) {}

    List<Home> homes() throws SQLException {
        List<Home> homes = new ArrayList<>();
        for (String[] row : session.rows(OWN_SCHEMAS)) {
            homes.add(new Home(row[0], row[1].equals("t")));
        }
        return homes;
    }

    void move(String from, String to) throws SQLException, EngineException {
        List<String[]> moving = inSchema(from);
        moving.addAll(companionsOfRanges(from));
        for (String[] object : moving) {
            session.run("ALTER " + describe(object) + " SET SCHEMA " + Sql.name(to));
        }
    }

    void drop(String schema) throws SQLException, EngineException {
        for (String[] object : inSchema(schema)) {
            String description = describe(object);
            if (description != null) {
                session.run("DROP " + description + " CASCADE");
            }
        }
    }

    /** @param before query of the objects that stay */
    void dropGlobal(String before) throws SQLException, EngineException {
        for (String[] object : session.rows(GLOBAL + " EXCEPT " + before)) {
            boolean largeObject = !session.rows("SELECT 1 WHERE " + object[0]
                            + " = 'pg_catalog.pg_largeobject'::pg_catalog.regclass")
                    .isEmpty();
            String description = largeObject ? null : describe(object);
            if (largeObject) {
                session.rows("SELECT pg_catalog.lo_unlink(" + object[1] + ")");
            } else if (description != null) {
                session.run("DROP " + description + " CASCADE");
            }
        }
    }

    /** Multiranges and constructors: they go when their ranges go, but do not move when these move. */
    private List<String[]> companionsOfRanges(String schema) throws SQLException {
        return session.rows("SELECT c.class, c.oid FROM ("
                + " SELECT 'pg_catalog.pg_type'::pg_catalog.regclass::oid AS class, oid, typnamespace AS namespace"
                + " FROM pg_catalog.pg_type WHERE typtype = 'm'"
                + " UNION ALL SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, pronamespace"
                + " FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_depend i ON i.objid = p.oid AND i.deptype = 'i'"
                + " AND i.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass"
                + " AND i.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass) c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.namespace WHERE n.nspname = " + Sql.text(schema)
                + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = c.class"
                + " AND d.objid = c.oid AND d.deptype = 'e')");
    }

    private List<String[]> inSchema(String schema) throws SQLException {
        List<String[]> objects = new ArrayList<>();
        for (String[] catalog : CATALOGS) {
            objects.addAll(session.rows("SELECT 'pg_catalog." + catalog[0] + "'::pg_catalog.regclass::oid, x.oid"
                    + " FROM pg_catalog." + catalog[0] + " x JOIN pg_catalog.pg_namespace n ON n.oid = x." + catalog[1]
                    + " WHERE n.nspname = " + Sql.text(schema) + " AND " + catalog[2]
                    + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog."
                    + catalog[0] + "'::pg_catalog.regclass AND d.objid = x.oid AND d.objsubid = 0"
                    + " AND d.deptype IN ('e', 'i') AND d.refclassid <> 'pg_catalog.pg_namespace'::pg_catalog.regclass)"
                    + " ORDER BY x.oid"));
        }
        return objects;
    }

    /** {@code TABLE public.users}, as ALTER and DROP take it; null when it is gone. */
    private String describe(String[] object) throws SQLException {
        List<String[]> rows = session.rows("SELECT type, identity FROM pg_catalog.pg_identify_object(" + object[0]
                + ", " + object[1] + ", 0)");
        if (rows.isEmpty() || rows.getFirst()[1] == null) {
            return null;
        }
        String type = rows.getFirst()[0].toUpperCase(Locale.ROOT);
        return switch (type) {
            case "STATISTICS OBJECT" -> "STATISTICS";
            case "COMPOSITE TYPE" -> "TYPE";
            default -> type;
        } + " " + rows.getFirst()[1];
    }
}
