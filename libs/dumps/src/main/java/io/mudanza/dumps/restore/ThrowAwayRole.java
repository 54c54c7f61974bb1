package io.mudanza.dumps.restore;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.UUID;
import org.postgresql.PGConnection;

/**
 * The role whose rights the statements of a dump have: it may log in, create in the scratch database, and nothing else. It is
 * logged in as, never set: a function of the dump could take a role back that was only set.
 */
final class ThrowAwayRole {

    private static final String PREFIX = "mudanza_restore_";
    private static final int PASSWORD_BYTES = 24;
    private static final int LOOKS = 500;

    private final Connection control;
    private final DatabaseAddress scratch;
    private final String name;
    private final PlatformRole platform;
    private String schemaOwner;
    private DatabaseAddress address;

    ThrowAwayRole(Connection control, DatabaseAddress scratch, UUID job, PlatformRole platform) {
        this.control = control;
        this.scratch = scratch;
        this.platform = platform;
        this.name = name(job);
    }

    static String name(UUID job) {
        return PREFIX + job.toString().replace("-", "");
    }

    /** The scratch database, as this role. */
    DatabaseAddress address() {
        return address;
    }

    /**
     * Makes it; one of the same job that was left behind goes first.
     *
     * @throws EngineException TARGET_RIGHTS_MISSING when the server does not let it log in
     */
    void create(int connections) throws EngineException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        String quoted = Sql.name(name);
        try {
            remove(control, name);
            run("CREATE ROLE " + quoted + " NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT CONNECTION LIMIT "
                    + connections);
            // The driver hashes it: no log of the server sees it.
            control.unwrap(PGConnection.class).alterUserPassword(name, password.toCharArray(), "scram-sha-256");
            run("ALTER ROLE " + quoted + " LOGIN");
            if (!platform.superuser()) {
                run("GRANT " + quoted + " TO CURRENT_USER"
                        + (platform.version() >= 160000 ? " WITH INHERIT TRUE, SET TRUE" : ""));
            }
            run("GRANT CONNECT, CREATE, TEMPORARY ON DATABASE " + Sql.name(scratch.database()) + " TO " + quoted);
            schemaOwner = one("SELECT pg_catalog.pg_get_userbyid(nspowner) FROM pg_catalog.pg_namespace"
                    + " WHERE nspname = 'public'");
            if (schemaOwner != null && !tried("ALTER SCHEMA public OWNER TO " + quoted)) {
                tried("GRANT USAGE, CREATE ON SCHEMA public TO " + quoted);
                schemaOwner = null;
            }
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "making the role that restores");
        }
        address = new DatabaseAddress(
                scratch.host(), scratch.port(), scratch.database(), name, password, scratch.properties());
        try {
            Connections.close(Connections.open(address, Side.TARGET));
        } catch (EngineException e) {
            throw new EngineException(Code.TARGET_RIGHTS_MISSING, "The server does not let the role log in that is made for"
                    + " this restore (" + name + "): " + e.getMessage() + " Allow roles that begin with " + PREFIX
                    + " in pg_hba.conf, from this machine with scram-sha-256.", e);
        }
    }

    /** Nobody is this role any more: what it owns goes to an owner, and it is dropped. */
    void handOver(String owner) throws SQLException {
        end(control, name);
        if (schemaOwner != null) {
            tried("ALTER SCHEMA public OWNER TO " + Sql.name(schemaOwner));
        }
        run("REASSIGN OWNED BY " + Sql.name(name) + " TO " + Sql.name(owner));
        run("DROP OWNED BY " + Sql.name(name));
        run("DROP ROLE " + Sql.name(name));
    }

    /** The restore has failed: the role goes, with what it made. */
    void abandon() throws SQLException {
        if (schemaOwner != null) {
            tried("ALTER SCHEMA public OWNER TO " + Sql.name(schemaOwner));
        }
        remove(control, name);
    }

    /** Takes away the role of a job, with what it owns in the database of this connection. */
    static void remove(Connection control, String name) throws SQLException {
        try (Statement statement = control.createStatement()) {
            try (ResultSet row = statement.executeQuery(
                    "SELECT 1 FROM pg_catalog.pg_roles WHERE rolname OPERATOR(pg_catalog.=) " + Sql.text(name))) {
                if (!row.next()) {
                    return;
                }
            }
            end(control, name);
            statement.execute("DROP OWNED BY " + Sql.name(name) + " CASCADE");
            statement.execute("DROP ROLE " + Sql.name(name));
        }
    }

    /** A function of the dump may run on when its connection is gone, and knows no limit of time any more. */
    private static void end(Connection control, String name) throws SQLException {
        try (Statement statement = control.createStatement()) {
            statement.execute("ALTER ROLE " + Sql.name(name) + " NOLOGIN");
            String sessions = " FROM pg_catalog.pg_stat_activity WHERE usename OPERATOR(pg_catalog.=) " + Sql.text(name);
            for (int look = 0; look < LOOKS; look++) {
                try (ResultSet row = statement.executeQuery(
                        "SELECT pg_catalog.count(pg_catalog.pg_terminate_backend(pid))" + sessions)) {
                    row.next();
                    if (row.getLong(1) == 0) {
                        return;
                    }
                }
                statement.execute("SELECT pg_catalog.pg_sleep(0.02)");
            }
        }
        throw new SQLException("Sessions of the role " + name + " do not end.", "55006");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = control.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private boolean tried(String sql) throws SQLException {
        try {
            run(sql);
            return true;
        } catch (SQLException e) {
            if ("42501".equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private String one(String query) throws SQLException {
        try (Statement statement = control.createStatement(); ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
