package io.mudanza.engine.checkpoint;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Rows;
import io.mudanza.engine.connect.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A session in the platform's own database. */
final class ShelfSession implements AutoCloseable {

    private final Connection connection;
    private final DatabaseAddress target;

    private ShelfSession(Connection connection, DatabaseAddress target) {
        this.connection = connection;
        this.target = target;
    }

    static ShelfSession open(DatabaseAddress target, Duration patience) throws EngineException, SQLException {
        ShelfSession session = new ShelfSession(Connections.open(target, Side.TARGET), target);
        session.run("SET synchronous_commit = on");
        session.run("SET lock_timeout = " + Math.max(1000, patience.toMillis()));
        return session;
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    List<String[]> rows(String sql) throws SQLException {
        return Rows.of(connection, sql);
    }

    void together(Maintenance maintenance, Maintenance.Changes changes) throws SQLException, EngineException {
        connection.setAutoCommit(false);
        try {
            changes.make();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            connection.setAutoCommit(true);
            refuse(maintenance, e);
        } catch (EngineException | RuntimeException e) {
            connection.rollback();
            connection.setAutoCommit(true);
            throw e;
        }
        connection.setAutoCommit(true);
    }

    private void refuse(Maintenance maintenance, SQLException e) throws SQLException, EngineException {
        if ("55P03".equals(e.getSQLState())) {
            throw new EngineException(
                    Code.TARGET_IN_USE,
                    "The tables of " + target.database() + " are held by open sessions: "
                            + String.join("; ", OpenSessions.describe(maintenance, target.database()))
                            + ". Stop the platform and try again.",
                    e);
        }
        if ("42501".equals(e.getSQLState())) {
            throw new EngineException(
                    Code.TARGET_RIGHTS_MISSING,
                    "The role " + target.user() + " may not move everything in " + target.database() + " aside ("
                            + e.getMessage() + "). Let it own all objects, or give it CREATEDB.",
                    e);
        }
        throw e;
    }

    @Override
    public void close() {
        Connections.close(connection);
    }
}
