package io.mudanza.engine.catalog;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.schema.SchemaSelection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Makes sure, before anything moves, that the role sees every row of every table. */
final class ReadableRows {

    private static final int NAMED = 10;

    private static final String UNREADABLE = """
            SELECT n.nspname, c.relname
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN (SELECT rolsuper, rolbypassrls FROM pg_catalog.pg_roles WHERE rolname = current_user) me
            WHERE c.relkind IN ('r', 'S') AND c.relpersistence <> 't'
              AND (NOT pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                   OR NOT CASE WHEN c.relkind = 'S' THEN pg_catalog.has_sequence_privilege(c.oid, 'SELECT')
                               ELSE pg_catalog.has_table_privilege(c.oid, 'SELECT') END
                   OR (c.relrowsecurity AND NOT me.rolsuper AND NOT me.rolbypassrls
                       AND (c.relforcerowsecurity OR NOT pg_catalog.pg_has_role(c.relowner, 'USAGE'))))
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
                    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                      AND d.deptype = 'e' AND NOT (c.oid = ANY (coalesce(e.extconfig, '{}'))))
              AND\s""" + CatalogReader.OF_USERS + " ORDER BY 1, 2";

    private ReadableRows() {}

    static void require(Connection connection, SchemaSelection selection) throws SQLException, EngineException {
        List<String> hidden = Rows.list(connection, UNREADABLE, row -> selection.wants(row.getString(1), row.getString(2))
                        ? row.getString(1) + "." + row.getString(2)
                        : null)
                .stream().filter(name -> name != null).toList();
        if (!hidden.isEmpty()) {
            String names = String.join(", ", hidden.subList(0, Math.min(NAMED, hidden.size())))
                    + (hidden.size() > NAMED ? " and " + (hidden.size() - NAMED) + " more" : "");
            throw new EngineException(
                    EngineException.Code.SOURCE_RIGHTS_MISSING,
                    "The role of the source database does not see all rows of: " + names
                            + ". Grant it USAGE on the schema, SELECT and BYPASSRLS, or connect as the owner, or leave the tables out.");
        }
    }
}
