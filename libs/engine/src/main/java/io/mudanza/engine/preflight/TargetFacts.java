package io.mudanza.engine.preflight;

import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The target as it is.
 *
 * @param version    e.g. 150018
 * @param superuser  whether the role is one
 * @param createDb   whether the role may create databases
 * @param ownsDb     whether the role is (a member of) the owner
 * @param mayCreate  whether the role may create schemas in the database
 * @param owner      owner of the database
 * @param encoding   encoding of the database
 * @param collate    LC_COLLATE
 * @param bytes      size of the database
 * @param standby    whether the server only reads
 * @param hasData    whether there are tables, views or sequences
 * @param sessions   open sessions, for people
 */
record TargetFacts(
        int version,
        boolean superuser,
        boolean createDb,
        boolean ownsDb,
        boolean mayCreate,
        String owner,
        String encoding,
        String collate,
        long bytes,
        boolean standby,
        boolean hasData,
        List<String> sessions) {

    static final String OWN_NAMESPACES = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"
            + " AND n.nspname NOT LIKE '\\_mudanza%'";

    static TargetFacts read(Connection connection, PreflightRequest request) throws SQLException {
        String[] row = Rows.of(connection, """
                SELECT r.rolsuper, r.rolcreatedb, pg_catalog.pg_has_role(d.datdba, 'MEMBER'),
                  pg_catalog.has_database_privilege(d.oid, 'CREATE'), pg_catalog.pg_get_userbyid(d.datdba),
                  pg_catalog.pg_encoding_to_char(d.encoding), d.datcollate, pg_catalog.pg_database_size(d.oid),
                  pg_catalog.pg_is_in_recovery()
                FROM pg_catalog.pg_database d, pg_catalog.pg_roles r
                WHERE d.datname = pg_catalog.current_database() AND r.rolname = current_user""")
                .getFirst();
        boolean hasData = !Rows.of(connection, "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
                        + " ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND "
                        + OWN_NAMESPACES + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.deptype = 'e'"
                        + " AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid) LIMIT 1")
                .isEmpty();
        List<String> sessions = Rows.column(connection, "SELECT 'pid ' || pid || ' (role ' || coalesce(usename, '?')"
                + " || coalesce(', ' || nullif(application_name, ''), '') || coalesce(', from ' || host(client_addr), '')"
                + " || ')' FROM pg_catalog.pg_stat_activity WHERE datname = pg_catalog.current_database()"
                + " AND pid <> pg_catalog.pg_backend_pid() AND usesysid IS NOT NULL ORDER BY pid");
        return new TargetFacts(
                Connections.serverVersion(connection),
                row[0].equals("t"),
                row[1].equals("t"),
                row[2].equals("t"),
                row[3].equals("t"),
                row[4],
                row[5],
                row[6],
                Long.parseLong(row[7]),
                row[8].equals("t"),
                hasData,
                sessions);
    }
}
