package io.mudanza.coordination.locks;

import io.mudanza.embedded.testing.TestInfra;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A database with the tables of locks, and few connections for many. */
final class LockDatabase implements LockConnections {
    private final TestInfra.Database database = TestInfra.newDatabase("locks");
    private final BlockingQueue<Connection> free;
    private volatile boolean away;

    LockDatabase(int connections) throws SQLException {
        free = new ArrayBlockingQueue<>(connections);
        for (int i = 0; i < connections; i++) {
            free.add(DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password()));
        }
        execute("""
                CREATE SCHEMA s;
                CREATE SEQUENCE s.lock_fence;
                CREATE TABLE s.lock (name text PRIMARY KEY, fence bigint NOT NULL DEFAULT 0, secret text, owner text,
                    holder text, since timestamptz, lease_until timestamptz NOT NULL DEFAULT clock_timestamp(),
                    taken_over_by text, reason text);
                CREATE TABLE s.lock_ticket (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL,
                    owner text NOT NULL, holder text, seen_until timestamptz NOT NULL);
                CREATE INDEX ON s.lock_ticket (name, number)""");
    }

    @Override
    public <T> T use(Work<T> work) throws SQLException {
        if (away) {
            throw new SQLException("away");
        }
        Connection connection = null;
        try {
            connection = free.take();
            return work.with(connection);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SQLException(stopped);
        } finally {
            if (connection != null) {
                free.add(connection);
            }
        }
    }

    /** As if the database did not answer, or did again. */
    void away(boolean gone) {
        away = gone;
    }

    void execute(String sql) throws SQLException {
        use(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }
}
