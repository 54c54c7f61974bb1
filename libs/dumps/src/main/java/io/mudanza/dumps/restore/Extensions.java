package io.mudanza.dumps.restore;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.policy.Decision;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the extensions that are permitted, as the role of the platform: the throw-away role could not. */
final class Extensions {

    /** Arrays and multiranges belong to a type that is looked at itself; the rows of an extension's table to the table. */
    private static final String COMES_ALONG = " AND t.typtype <> 'm'"
            + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = t.oid)"
            + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
            + " AND d.objid = t.typrelid AND d.objsubid = 0 AND d.deptype = 'e')";

    private final Connection control;

    Extensions(Connection control) {
        this.control = control;
    }

    /**
     * Makes one.
     *
     * @throws DumpException DUMP_REFUSED when the dump has made functions or operators in its schema before: the script
     *                       of the extension would find them, and runs with more rights than the dump has
     */
    void make(Decision.Extension extension) throws EngineException, SQLException, DumpException {
        String schema = extension.schema() == null ? "public" : extension.schema();
        try (Statement statement = control.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname = "
                    + Sql.text(schema) + " AND (EXISTS (SELECT FROM pg_catalog.pg_proc p WHERE p.pronamespace = n.oid"
                    + own("pg_proc", "p") + ") OR EXISTS (SELECT FROM pg_catalog.pg_operator o WHERE o.oprnamespace = n.oid"
                    + own("pg_operator", "o") + ") OR EXISTS (SELECT FROM pg_catalog.pg_type t WHERE t.typnamespace = n.oid"
                    + own("pg_type", "t") + COMES_ALONG + ")))")) {
                row.next();
                if (row.getBoolean(1) && !schema.equals("pg_catalog")) {
                    throw new DumpException(DumpException.Code.DUMP_REFUSED, "The dump makes the extension "
                            + extension.name() + " in a schema in which it has made other things before, which pg_dump"
                            + " never does. Make the dump with pg_dump.");
                }
            }
            statement.execute("CREATE EXTENSION IF NOT EXISTS " + Sql.name(extension.name()) + " WITH SCHEMA "
                    + Sql.name(schema));
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.equals("58P01") || state.equals("0A000") || state.equals("22023")) {
                throw new EngineException(EngineException.Code.TARGET_EXTENSION_MISSING, "The extension "
                        + extension.name() + " cannot be made (" + Said.by(e)
                        + "). Install its package on the server of the platform.", e);
            }
            if (state.equals("42501")) {
                throw new EngineException(EngineException.Code.TARGET_RIGHTS_MISSING, "The role of the platform may not make"
                        + " the extension " + extension.name() + " (" + Said.by(e) + "). Connect as a role that may.", e);
            }
            throw e;
        }
    }

    /** What no extension has brought. */
    private static String own(String catalog, String alias) {
        return " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog." + catalog
                + "'::pg_catalog.regclass AND d.objid = " + alias + ".oid AND d.deptype = 'e')";
    }
}
