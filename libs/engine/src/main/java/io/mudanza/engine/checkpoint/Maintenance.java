package io.mudanza.engine.checkpoint;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Rows;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/** A session in a maintenance database, from which other databases are created, renamed and dropped. */
public final class Maintenance implements AutoCloseable {

    private static final List<String> DATABASES = List.of("postgres", "template1");

    /** The server is there, but this database does not let the role in: no CONNECT, pg_hba.conf, no such database, closed. */
    private static final Set<String> NOT_LET_IN = Set.of("42501", "28000", "28P01", "3D000", "55000");

    private final Connection connection;

    private Maintenance(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens it.
     *
     * @throws EngineException TARGET_RIGHTS_MISSING when no maintenance database lets the role in; DATABASE_UNREACHABLE or
     *                         TARGET_LOST when the server does not answer, which passes
     */
    public static Maintenance open(DatabaseAddress target) throws EngineException {
        EngineException refusal = null;
        for (String database : DATABASES) {
            if (database.equals(target.database())) {
                continue;
            }
            try {
                Connection connection = Connections.open(target.withDatabase(database), Side.TARGET);
                Maintenance maintenance = new Maintenance(connection);
                maintenance.run("SET synchronous_commit = on");
                return maintenance;
            } catch (EngineException e) {
                if (!(e.getCause() instanceof SQLException cause) || !NOT_LET_IN.contains(String.valueOf(cause.getSQLState()))) {
                    throw e;
                }
                refusal = e;
            } catch (SQLException e) {
                throw Failures.of(e, Side.TARGET, "preparing the session");
            }
        }
        throw new EngineException(
                Code.TARGET_RIGHTS_MISSING,
                "The role " + target.user() + " can connect neither to the database postgres nor to template1, from "
                        + "where databases are renamed. Grant it CONNECT on one of them. (" + refusal.getMessage() + ")",
                refusal);
    }

    /**
     * Keeps every other process from switching the same platform while this session is open.
     *
     * @throws EngineException TARGET_IN_USE when another one does not let go
     */
    void lockPlatform(String database) throws SQLException, EngineException {
        try {
            run("SET lock_timeout = '30s'");
            rows("SELECT pg_catalog.pg_advisory_lock(pg_catalog.hashtextextended(" + Sql.text("mudanza " + database)
                    + ", 0))");
            run("SET lock_timeout = 0");
        } catch (SQLException e) {
            if ("55P03".equals(e.getSQLState())) {
                throw new EngineException(
                        Code.TARGET_IN_USE,
                        "Another process of Mudanza is changing the platform " + database + ". Try again later.",
                        e);
            }
            throw e;
        }
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** One array per row, every column as text. */
    List<String[]> rows(String sql) throws SQLException {
        return Rows.of(connection, sql);
    }

    int version() throws SQLException {
        return Connections.serverVersion(connection);
    }

    /** Several changes that happen together or not at all. */
    interface Changes {
        void make() throws SQLException, EngineException;
    }

    void together(Changes changes) throws SQLException, EngineException {
        connection.setAutoCommit(false);
        try {
            changes.make();
            connection.commit();
        } catch (SQLException | EngineException | RuntimeException e) {
            connection.rollback();
            connection.setAutoCommit(true);
            throw e;
        }
        // Not in a finally: switching auto-commit on would commit what an Error has cut off.
        connection.setAutoCommit(true);
    }

    /** Runs a change inside {@link #together}; a refusal undoes only this change. @return the refusal, or null */
    SQLException tryRun(String sql) throws SQLException {
        run("SAVEPOINT mudanza_try");
        try {
            run(sql);
            run("RELEASE SAVEPOINT mudanza_try");
            return null;
        } catch (SQLException e) {
            run("ROLLBACK TO SAVEPOINT mudanza_try");
            return e;
        }
    }

    boolean exists(String database) throws SQLException {
        return !rows("SELECT 1 FROM pg_catalog.pg_database WHERE datname = " + Sql.text(database)).isEmpty();
    }

    /** The tag of a database; null when there is no such database or it has none. */
    StateTag tag(String database) throws SQLException {
        return StateTag.of(comment(database));
    }

    String comment(String database) throws SQLException {
        List<String[]> rows = rows("SELECT pg_catalog.shobj_description(oid, 'pg_database')"
                + " FROM pg_catalog.pg_database WHERE datname = " + Sql.text(database));
        return rows.isEmpty() ? null : rows.getFirst()[0];
    }

    void comment(String database, String comment) throws SQLException {
        run("COMMENT ON DATABASE " + Sql.name(database) + " IS "
                + (comment == null ? "NULL" : Sql.text(comment)));
    }

    void rename(String from, String to) throws SQLException {
        run("ALTER DATABASE " + Sql.name(from) + " RENAME TO " + Sql.name(to));
    }

    void allowConnections(String database, boolean allow) throws SQLException {
        run("ALTER DATABASE " + Sql.name(database) + " ALLOW_CONNECTIONS " + allow);
    }

    void drop(String database) throws SQLException {
        run("DROP DATABASE IF EXISTS " + Sql.name(database) + (version() >= 130000 ? " WITH (FORCE)" : ""));
    }

    @Override
    public void close() {
        Connections.close(connection);
    }
}
