package io.mudanza.engine.checkpoint;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.progress.ProgressListener;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The sessions in a database that is to be renamed. */
public final class OpenSessions {

    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration AFTER_END = Duration.ofSeconds(10);

    private final Maintenance maintenance;
    private final ProgressListener progress;

    OpenSessions(Maintenance maintenance, ProgressListener progress) {
        this.maintenance = maintenance;
        this.progress = progress;
    }

    /** For people, one sentence part per session: {@code pid 4711 (role app, psql, from 10.0.0.1, idle)}. */
    static List<String> describe(Maintenance maintenance, String database) throws SQLException {
        return maintenance.rows(query(database)).stream().map(row -> row[1]).toList();
    }

    /**
     * Lets nobody in any more and ends who is still there after the patience.
     *
     * @throws EngineException TARGET_IN_USE naming the sessions; new sessions are let in again then
     */
    void drain(String database, Duration patience) throws EngineException, SQLException, InterruptedException {
        maintenance.allowConnections(database, false);
        try {
            await(database, patience);
            List<String[]> left = maintenance.rows(query(database));
            for (String[] session : left) {
                end(database, session);
            }
            if (!left.isEmpty() && !await(database, AFTER_END)) {
                throw inUse(database, "do not end");
            }
        } catch (EngineException | SQLException | InterruptedException e) {
            maintenance.allowConnections(database, true);
            throw e;
        }
    }

    private void end(String database, String[] session) throws EngineException, SQLException {
        try {
            maintenance.rows("SELECT pg_catalog.pg_terminate_backend(" + session[0] + ")");
            progress.note(
                    ProgressListener.Level.WARNING, "Ended an open session of " + database + ": " + session[1] + ".");
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
            throw inUse(database, "may not be ended by this role");
        }
    }

    private boolean await(String database, Duration patience) throws SQLException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!maintenance.rows(query(database)).isEmpty()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            Thread.sleep(STEP);
        }
        return true;
    }

    private EngineException inUse(String database, String why) throws SQLException {
        String sessions = describe(maintenance, database).stream().limit(20).collect(Collectors.joining("; "));
        return new EngineException(
                Code.TARGET_IN_USE,
                "The database " + database + " is in use by sessions that " + why + ": " + sessions
                        + ". Stop the platform, or let the role end sessions (GRANT pg_signal_backend), and try again.");
    }

    private static String query(String database) {
        return "SELECT pid, 'pid ' || pid || ' (role ' || coalesce(usename, '?')"
                + " || coalesce(', ' || nullif(application_name, ''), '')"
                + " || coalesce(', from ' || host(client_addr), '') || coalesce(', ' || state, '') || ')'"
                + " FROM pg_catalog.pg_stat_activity WHERE datname = " + Sql.text(database)
                + " AND pid <> pg_catalog.pg_backend_pid() AND usesysid IS NOT NULL ORDER BY pid";
    }
}
