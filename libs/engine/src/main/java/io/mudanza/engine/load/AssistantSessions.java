package io.mudanza.engine.load;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The sessions of assistants in a target: one that is frozen in the middle of a COPY keeps its locks until it is ended. */
final class AssistantSessions {

    private static final int LOOKS = 100;
    private static final long LOOK_MILLIS = 100;

    private AssistantSessions() {}

    /**
     * Ends all whose name begins with a mark, and waits until they are gone.
     *
     * @throws EngineException TARGET_LOST when the server does not let go of them
     */
    static void end(DatabaseAddress target, String mark) throws EngineException, SQLException {
        if (mark.isEmpty()) {
            return;
        }
        Connection connection = Connections.open(target, Side.TARGET);
        try {
            end(connection, mark);
        } finally {
            Connections.close(connection);
        }
    }

    /** @param connection with auto-commit */
    static void end(Connection connection, String mark) throws EngineException, SQLException {
        String sessions = " FROM pg_catalog.pg_stat_activity WHERE datname = pg_catalog.current_database()"
                + " AND usename = current_user AND pid <> pg_catalog.pg_backend_pid()"
                + " AND pg_catalog.starts_with(application_name, " + Sql.text(mark) + ")";
        try (Statement statement = connection.createStatement()) {
            for (int look = 0; look < LOOKS; look++) {
                try (ResultSet row = statement.executeQuery(
                        "SELECT pg_catalog.count(pg_catalog.pg_terminate_backend(pid))" + sessions)) {
                    row.next();
                    if (row.getLong(1) == 0) {
                        return;
                    }
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Code.CANCELLED, "The job was interrupted while loading.", e);
        }
        throw new EngineException(EngineException.Code.TARGET_LOST,
                "A session of another replica in the target does not end. Resume the job.");
    }
}
