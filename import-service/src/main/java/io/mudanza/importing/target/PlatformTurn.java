package io.mudanza.importing.target;

import io.agroal.api.AgroalDataSource;
import io.mudanza.engine.EngineException;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One change of the platform at a time over all replicas: an advisory lock that ends with its session. */
@ApplicationScoped
class PlatformTurn {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformTurn.class);

    /** Any number that nobody else uses in the node's database. */
    private static final long LOCK = 0x6d7564616e7a61L;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final AgroalDataSource dataSource;

    PlatformTurn(@DataSource("importing") AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    interface Work<T> {
        T run() throws EngineException, InterruptedException;
    }

    <T> T take(Work<T> work) throws EngineException, InterruptedException {
        try (Connection connection = dataSource.getConnection()) {
            await(connection);
            try {
                return work.run();
            } finally {
                giveBack(connection);
            }
        } catch (SQLException e) {
            throw new EngineException(EngineException.Code.DATABASE_UNREACHABLE,
                    "The database of this node does not answer. Resume the job when it is up again.", e);
        }
    }

    /** What was done stays done when the lock cannot be given back: a session that is gone has no locks. */
    private static void giveBack(Connection connection) {
        try {
            ask(connection, "SELECT pg_advisory_unlock(?)");
        } catch (SQLException e) {
            LOG.warn("the turn ended with its connection", e);
            abort(connection);
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("the connection was gone already", e);
        }
    }

    private static void await(Connection connection) throws SQLException, EngineException, InterruptedException {
        long begin = System.nanoTime();
        while (!ask(connection, "SELECT pg_try_advisory_lock(?)")) {
            if (Duration.ofNanos(System.nanoTime() - begin).compareTo(PATIENCE) > 0) {
                throw new EngineException(EngineException.Code.TARGET_IN_USE,
                        "Another job is switching this platform. Try again when it has ended.");
            }
            Thread.sleep(100);
        }
    }

    private static boolean ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, LOCK);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
