package io.mudanza.engine.catalog;

/** Statements about large objects. They use the functions for clients, because only superusers read the pages. */
public final class LargeObjects {

    /** Bytes of one row. A large object of n bytes has n / CHUNK rows, rounded up, at least one. */
    public static final int CHUNK = 256 << 10;

    private static final int READ_MODE = 0x40000;

    /** True for a large object that the current role may not read. */
    static final String UNREADABLE = "NOT ((SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)"
            + " OR pg_catalog.pg_has_role(lomowner, 'USAGE') OR EXISTS (SELECT FROM pg_catalog.aclexplode(lomacl) a"
            + " WHERE a.privilege_type = 'SELECT' AND (a.grantee = 0 OR pg_catalog.pg_has_role(a.grantee, 'USAGE'))))";

    private LargeObjects() {}

    /** OIDs of all that can be read, in order. */
    public static String oids() {
        return "SELECT oid FROM pg_catalog.pg_largeobject_metadata WHERE NOT (" + UNREADABLE + ") ORDER BY oid";
    }

    /** Rows (oid, number of the chunk, bytes) of the large objects of a list. */
    public static String chunks(String oids) {
        return "COPY (SELECT s.loid, k.n, pg_catalog.lo_get(s.loid, k.n::pg_catalog.int8 * " + CHUNK + ", " + CHUNK + ")"
                + " FROM (SELECT l.loid, pg_catalog.lo_lseek64(pg_catalog.lo_open(l.loid, " + READ_MODE + "), 0, 2) AS size"
                + " FROM pg_catalog.unnest('{" + oids + "}'::pg_catalog.oid[]) l(loid) OFFSET 0) s"
                + " CROSS JOIN LATERAL pg_catalog.generate_series(0, ((greatest(s.size, 1) - 1) / " + CHUNK
                + ")::pg_catalog.int4) k(n)) TO STDOUT (FORMAT binary)";
    }

    /**
     * Rows (oid, owner, grants, comment) of the large objects of a list; grants are {@code grantee,privilege,option} lines,
     * none where everything was revoked, null where nothing was said.
     */
    public static String descriptions(String oids) {
        return "COPY (SELECT m.oid, pg_catalog.pg_get_userbyid(m.lomowner)::pg_catalog.text,"
                + " CASE WHEN m.lomacl IS NOT NULL THEN (SELECT coalesce(pg_catalog.string_agg("
                + "CASE WHEN a.grantee = 0 THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantee)"
                + " END || E'\\t' || a.privilege_type || E'\\t' || a.is_grantable, E'\\n'"
                + " ORDER BY a.grantee = 0, pg_catalog.pg_get_userbyid(a.grantee) COLLATE \"C\", a.privilege_type), '')"
                + " FROM pg_catalog.aclexplode(m.lomacl) a) END, pg_catalog.obj_description(m.oid, 'pg_largeobject')"
                + " FROM pg_catalog.pg_largeobject_metadata m"
                + " WHERE m.oid = ANY ('{" + oids + "}'::pg_catalog.oid[]) ORDER BY m.oid) TO STDOUT (FORMAT binary)";
    }
}
