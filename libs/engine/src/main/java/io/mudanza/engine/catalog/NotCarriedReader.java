package io.mudanza.engine.catalog;

import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.engine.schema.SchemaSelection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Names, object by object, what Mudanza does not carry. */
final class NotCarriedReader {

    private static final String CLASS = " FROM pg_catalog.pg_class c"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE " + CatalogReader.OF_USERS;

    private static final String THIS_DATABASE =
            "(SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())";

    private final Connection connection;
    private final SchemaSelection selection;

    NotCarriedReader(Connection connection, SchemaSelection selection) {
        this.connection = connection;
        this.selection = selection;
    }

    List<NotCarried> read() throws SQLException {
        List<NotCarried> found = new ArrayList<>();
        relations(found);
        ofTheDatabase(found);
        if (!selection.isAll()) {
            leftOut(found);
        }
        return found;
    }

    private void relations(List<NotCarried> found) throws SQLException {
        named(found, "rows of a foreign table", "Its rows live on another server; only its definition moves.",
                "SELECT n.nspname || '.' || c.relname" + CLASS + " AND c.relkind = 'f'");
        named(found, "tablespace of a relation", "It moves to the default tablespace of the target.",
                "SELECT n.nspname || '.' || c.relname || ' in ' || t.spcname FROM pg_catalog.pg_class c"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " JOIN pg_catalog.pg_tablespace t ON t.oid = c.reltablespace WHERE c.relkind <> 't' AND "
                        + CatalogReader.OF_USERS);
        named(found, "invalid index", "It is broken at the source (a CREATE INDEX CONCURRENTLY that failed). Drop or rebuild it.",
                "SELECT n.nspname || '.' || c.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c"
                        + " ON c.oid = i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE NOT i.indisvalid AND c.relkind = 'i' AND " + CatalogReader.OF_USERS);
        named(found, "rows of an extension's table", "The extension does not declare it as configuration; it fills it itself.",
                "SELECT n.nspname || '.' || c.relname FROM pg_catalog.pg_class c"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
                        + " AND d.objid = c.oid AND d.deptype = 'e' JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid"
                        + " WHERE c.relkind = 'r' AND NOT (c.oid = ANY (coalesce(e.extconfig, '{}')))"
                        + " AND pg_catalog.pg_relation_size(c.oid) > 0 AND " + CatalogReader.OF_USERS);
    }

    private void ofTheDatabase(List<NotCarried> found) throws SQLException {
        named(found, "subscription", "Create it at the target when the move is done.",
                "SELECT subname FROM pg_catalog.pg_subscription WHERE subdbid = " + THIS_DATABASE);
        named(found, "user mapping", "Its password is not carried unless the role may see it; check it at the target.",
                "SELECT srvname || ' for ' || usename FROM pg_catalog.pg_user_mappings"
                        + " WHERE NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)");
        named(found, "security label", "Its provider has to be loaded at the target.",
                "SELECT objtype || ' ' || objname || ' by ' || provider FROM pg_catalog.pg_seclabels");
        named(found, "setting of the database", "The target keeps its own settings.",
                "SELECT pg_catalog.unnest(setconfig) || CASE WHEN setrole = 0 THEN '' ELSE ' for role '"
                        + " || pg_catalog.pg_get_userbyid(setrole) END FROM pg_catalog.pg_db_role_setting"
                        + " WHERE setdatabase = " + THIS_DATABASE);
        named(found, "prepared transaction", "Its rows are not visible yet. Commit it or roll it back first.",
                "SELECT gid FROM pg_catalog.pg_prepared_xacts WHERE database = pg_catalog.current_database()");
        if (selection.isAll()) {
            named(found, "large object", "The role may not read it.",
                    "SELECT oid::pg_catalog.text FROM pg_catalog.pg_largeobject_metadata WHERE " + LargeObjects.UNREADABLE);
        }
    }

    private void leftOut(List<NotCarried> found) throws SQLException {
        Rows.list(connection, "SELECT n.nspname, c.relname" + CLASS
                + " AND c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' ORDER BY 1, 2", row -> {
            if (!selection.wants(row.getString(1), row.getString(2))) {
                found.add(new NotCarried("table", row.getString(1) + "." + row.getString(2), "It was not selected."));
            }
            return null;
        });
        long count = Rows.one(connection, "SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata",
                row -> row.getLong(1));
        if (count > 0) {
            found.add(new NotCarried("large objects", count + " large objects", "They move only with the whole database."));
        }
    }

    private void named(List<NotCarried> found, String kind, String reason, String sql) throws SQLException {
        for (String name : Rows.strings(connection, sql + " ORDER BY 1")) {
            found.add(new NotCarried(kind, name, reason));
        }
    }
}
