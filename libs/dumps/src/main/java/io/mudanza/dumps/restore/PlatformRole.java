package io.mudanza.dumps.restore;

import io.mudanza.engine.connect.Connections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The role that the caller connects with, and the scratch database as it sees it.
 *
 * @param name        its name
 * @param superuser   whether it is a superuser
 * @param createsRoles whether it may create roles
 * @param dangerous   whether it may run programs or touch files of the server, or pass by row security
 * @param owner       owner of the scratch database
 * @param empty       whether nothing is in it
 * @param version     of the server, 150018
 */
record PlatformRole(
        String name, boolean superuser, boolean createsRoles, boolean dangerous, String owner, boolean empty,
        int version) {

    private static final String QUERY = """
            SELECT current_user, r.rolsuper, r.rolcreaterole,
              r.rolsuper OR r.rolreplication OR r.rolbypassrls OR EXISTS (SELECT FROM pg_catalog.pg_roles d
                WHERE d.rolname IN ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')
                  AND pg_catalog.pg_has_role(r.oid, d.oid, 'MEMBER')),
              (SELECT pg_catalog.pg_get_userbyid(datdba) FROM pg_catalog.pg_database
                WHERE datname = pg_catalog.current_database()),
              NOT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname !~ '^(pg_|_mudanza$)' AND n.nspname <> 'information_schema')
            FROM pg_catalog.pg_roles r WHERE r.rolname = current_user""";

    static PlatformRole read(Connection control) throws SQLException {
        try (Statement statement = control.createStatement(); ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            return new PlatformRole(row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4),
                    row.getString(5), row.getBoolean(6), Connections.serverVersion(control));
        }
    }

    boolean makesRoles() {
        return superuser || createsRoles;
    }
}
