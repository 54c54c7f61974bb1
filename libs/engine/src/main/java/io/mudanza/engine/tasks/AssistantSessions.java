package io.mudanza.engine.tasks;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The sessions of assistants in a database: one that is frozen in the middle of a COPY keeps its locks until it is ended. */
public final class AssistantSessions {

    private static final int LOOKS = 100;
    private static final long LOOK_MILLIS = 100;

    private AssistantSessions() {}

    /**
     * Ends all whose name begins with a mark, and waits until they are gone.
     *
     * @param side what the database is to the job
     * @throws EngineException TARGET_LOST or SOURCE_LOST when the server does not let go of them
     */
    public static void end(DatabaseAddress database, Side side, String mark) throws EngineException, SQLException {
        if (mark.isEmpty()) {
            return;
        }
        Connection connection = Connections.open(database, side);
        try {
            end(connection, side, mark);
        } finally {
            Connections.close(connection);
        }
    }

    /** The same through a connection with auto-commit. */
    public static void end(Connection connection, Side side, String mark) throws EngineException, SQLException {
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
            throw new EngineException(EngineException.Code.CANCELLED, "The job was interrupted.", e);
        }
        throw new EngineException(
                side == Side.SOURCE ? EngineException.Code.SOURCE_LOST : EngineException.Code.TARGET_LOST,
                "A session of another replica in the database does not end. Resume the job.");
    }
}
