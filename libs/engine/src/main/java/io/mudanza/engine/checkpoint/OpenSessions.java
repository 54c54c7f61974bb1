package io.mudanza.engine.checkpoint;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.progress.DrainedSessions;
import io.mudanza.engine.progress.ProgressListener;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The sessions in a database that is to be renamed. */
public final class OpenSessions {

    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration AFTER_END = Duration.ofSeconds(10);

    /** A session that has asked for nothing for so long is between two pieces of work, not in one. */
    private static final String IDLE =
            "coalesce(state = 'idle' AND state_change < pg_catalog.clock_timestamp() - interval '250 ms', false)";
    private static final int NAMED = 20;

    private final Maintenance maintenance;
    private final ProgressListener progress;
    private int named;

    OpenSessions(Maintenance maintenance, ProgressListener progress) {
        this.maintenance = maintenance;
        this.progress = progress;
    }

    /** For people, one sentence part per session: {@code pid 4711 (role app, psql, from 10.0.0.1, idle)}. */
    static List<String> describe(Maintenance maintenance, String database) throws SQLException {
        return maintenance.rows(query(database)).stream().map(row -> row[1]).toList();
    }

    /**
     * Lets nobody in any more. Whoever is idle, or comes to be, is ended at once, because waiting would only keep the
     * platform away for longer; who is at work may finish it within the patience, and is ended then.
     *
     * @throws EngineException TARGET_IN_USE naming the sessions; new sessions are let in again then
     */
    DrainedSessions drain(String database, Duration patience)
            throws EngineException, SQLException, InterruptedException {
        maintenance.allowConnections(database, false);
        try {
            long begin = System.nanoTime();
            Set<String> ended = new HashSet<>();
            Set<String> working = new HashSet<>();
            boolean gone = endIdle(database, patience, ended, working);
            int idle = (int) ended.stream().filter(pid -> !working.contains(pid)).count();
            int cut = gone ? 0 : endAll(database, ended);
            if (!gone && !awaitEnd(database)) {
                throw inUse(database, "do not end");
            }
            DrainedSessions drained = new DrainedSessions(
                    idle, working.size() - cut, cut, patience, Duration.ofNanos(System.nanoTime() - begin));
            if (drained.any()) {
                progress.note(cut == 0 ? ProgressListener.Level.INFO : ProgressListener.Level.WARNING,
                        "Sessions of " + database + ": " + drained.sentence());
            }
            return drained;
        } catch (EngineException | SQLException | InterruptedException e) {
            maintenance.allowConnections(database, true);
            throw e;
        }
    }

    /** @return whether nobody is left */
    private boolean endIdle(String database, Duration patience, Set<String> ended, Set<String> working)
            throws SQLException, EngineException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            List<String[]> open = maintenance.rows(query(database));
            if (open.isEmpty()) {
                return true;
            }
            for (String[] session : open) {
                boolean idle = "t".equals(session[2]);
                if (!idle) {
                    working.add(session[0]);
                } else if (ended.add(session[0])) {
                    end(database, session, !working.contains(session[0]));
                }
            }
            if (System.nanoTime() >= end) {
                return false;
            }
            Thread.sleep(STEP);
        }
    }

    /** Ends who was not ended yet. @return how many */
    private int endAll(String database, Set<String> ended) throws SQLException, EngineException {
        int cut = 0;
        for (String[] session : maintenance.rows(query(database))) {
            if (ended.add(session[0])) {
                end(database, session, true);
                cut++;
            }
        }
        return cut;
    }

    private boolean awaitEnd(String database) throws SQLException, InterruptedException {
        long end = System.nanoTime() + AFTER_END.toNanos();
        while (!maintenance.rows(query(database)).isEmpty()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            Thread.sleep(STEP);
        }
        return true;
    }

    private void end(String database, String[] session, boolean ofInterest) throws EngineException, SQLException {
        try {
            maintenance.rows("SELECT pg_catalog.pg_terminate_backend(" + session[0] + ")");
            if (ofInterest && named++ < NAMED) {
                progress.note(ProgressListener.Level.WARNING,
                        "Ended an open session of " + database + ": " + session[1] + ".");
            }
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
            throw inUse(database, "may not be ended by this role");
        }
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
                + " || coalesce(', from ' || host(client_addr), '') || coalesce(', ' || state, '') || ')', " + IDLE
                + " FROM pg_catalog.pg_stat_activity WHERE datname = " + Sql.text(database)
                + " AND pid <> pg_catalog.pg_backend_pid() AND usesysid IS NOT NULL ORDER BY pid";
    }
}
