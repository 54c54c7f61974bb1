package io.mudanza.engine.catalog;

import io.mudanza.bundle.manifest.ObjectHead;
import io.mudanza.engine.schema.SchemaSelection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The objects that move with the schema, and whom and where they belong to. */
final class Inventory {

    private static final String NOT_OF_EXTENSION = " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d"
            + " WHERE d.classid = x.tableoid AND d.objid = x.oid AND d.deptype = 'e')";

    private final Connection connection;
    private final SchemaSelection selection;

    Inventory(Connection connection, SchemaSelection selection) {
        this.connection = connection;
        this.selection = selection;
    }

    List<ObjectHead> objects() throws SQLException {
        List<ObjectHead> found = new ArrayList<>();
        found.addAll(Rows.list(connection, "SELECT CASE x.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table'"
                + " WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'"
                + " WHEN 'f' THEN 'foreign table' WHEN 'i' THEN 'index' WHEN 'I' THEN 'partitioned index'"
                + " ELSE 'composite type' END, n.nspname, x.relname, pg_catalog.pg_get_userbyid(x.relowner)"
                + " FROM pg_catalog.pg_class x JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace"
                + " WHERE x.relkind <> 't' AND x.relpersistence <> 't' AND " + CatalogReader.OF_USERS + NOT_OF_EXTENSION
                + " ORDER BY 1, 2, 3",
                row -> left(row.getString(1), row.getString(2), row.getString(3)) ? null : new ObjectHead(
                        row.getString(1), row.getString(2) + "." + row.getString(3), row.getString(4))));
        found.addAll(Rows.list(connection, "SELECT CASE x.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate'"
                + " ELSE 'function' END, x.oid::pg_catalog.regprocedure::pg_catalog.text,"
                + " pg_catalog.pg_get_userbyid(x.proowner) FROM pg_catalog.pg_proc x"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = x.pronamespace WHERE " + CatalogReader.OF_USERS
                + NOT_OF_EXTENSION + " ORDER BY 1, 2",
                row -> new ObjectHead(row.getString(1), row.getString(2), row.getString(3))));
        found.addAll(Rows.list(connection, "SELECT CASE x.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain'"
                + " WHEN 'r' THEN 'range' ELSE 'type' END, n.nspname || '.' || x.typname,"
                + " pg_catalog.pg_get_userbyid(x.typowner) FROM pg_catalog.pg_type x"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = x.typnamespace WHERE x.typtype IN ('e', 'd', 'r') AND "
                + CatalogReader.OF_USERS + NOT_OF_EXTENSION + " ORDER BY 1, 2",
                row -> new ObjectHead(row.getString(1), row.getString(2), row.getString(3))));
        found.addAll(Rows.list(connection, "SELECT n.nspname, pg_catalog.pg_get_userbyid(n.nspowner)"
                + " FROM pg_catalog.pg_namespace n WHERE " + CatalogReader.OF_USERS + " ORDER BY 1",
                row -> new ObjectHead("schema", row.getString(1), row.getString(2))));
        found.removeIf(object -> object == null);
        return found;
    }

    private boolean left(String kind, String schema, String name) {
        return (kind.endsWith("table")) && !selection.wants(schema, name);
    }

    /** Owners and grantees. */
    List<String> roles() throws SQLException {
        return Rows.strings(connection, "SELECT DISTINCT r.rolname FROM pg_catalog.pg_shdepend d"
                + " JOIN pg_catalog.pg_roles r ON r.oid = d.refobjid"
                + " WHERE d.dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())"
                + " AND d.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass"
                + " UNION SELECT DISTINCT pg_catalog.pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE " + CatalogReader.OF_USERS
                + " ORDER BY 1");
    }

    List<String> tablespaces() throws SQLException {
        return Rows.strings(connection, "SELECT DISTINCT t.spcname FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_tablespace t ON t.oid = c.reltablespace"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE " + CatalogReader.OF_USERS + " ORDER BY 1");
    }

    String lsn() throws SQLException {
        return Rows.one(connection, "SELECT CASE WHEN pg_catalog.pg_is_in_recovery() THEN"
                + " pg_catalog.pg_last_wal_replay_lsn() ELSE pg_catalog.pg_current_wal_lsn() END::pg_catalog.text",
                row -> row.getString(1));
    }

    long databaseBytes() throws SQLException {
        return Rows.one(connection, "SELECT pg_catalog.pg_database_size(pg_catalog.current_database())",
                row -> row.getLong(1));
    }
}
