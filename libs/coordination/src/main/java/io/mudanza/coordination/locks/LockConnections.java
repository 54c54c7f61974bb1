package io.mudanza.coordination.locks;

import java.sql.Connection;
import java.sql.SQLException;

/** Connections that commit each statement by itself, whatever transaction the caller is in: a lock outlives it. */
@FunctionalInterface
public interface LockConnections {
    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Does the work with a connection in auto-commit. */
    <T> T use(Work<T> work) throws SQLException;
}
