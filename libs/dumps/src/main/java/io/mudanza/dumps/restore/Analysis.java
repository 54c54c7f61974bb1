package io.mudanza.dumps.restore;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.tasks.Rank;
import io.mudanza.engine.tasks.Task;
import io.mudanza.engine.tasks.Worker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Gathers statistics where the server does not do it on its own. Where it does, a restore leaves it to the server, as
 * pg_restore does: within the minute after the rows have come.
 */
final class Analysis {

    private static final int TOGETHER = 50;
    private static final long SMALL = 1L << 20;

    private final RestoreRoom room;

    Analysis(RestoreRoom room) {
        this.room = room;
    }

    /** Whether the server's own workers gather statistics. */
    static boolean leftToServer(Connection control) throws SQLException {
        try (Statement statement = control.createStatement(); ResultSet row = statement.executeQuery(
                "SELECT pg_catalog.current_setting('autovacuum')::pg_catalog.bool"
                        + " AND pg_catalog.current_setting('track_counts')::pg_catalog.bool")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    List<Task> tasks(List<LoadedTable> tables) {
        List<Task> tasks = new ArrayList<>();
        List<LoadedTable> small = new ArrayList<>();
        for (LoadedTable table : tables) {
            if (table.bytes() > SMALL) {
                tasks.add(task(List.of(table)));
            } else {
                small.add(table);
            }
        }
        for (int from = 0; from < small.size(); from += TOGETHER) {
            tasks.add(task(List.copyOf(small.subList(from, Math.min(from + TOGETHER, small.size())))));
        }
        return tasks;
    }

    private Task task(List<LoadedTable> tables) {
        long bytes = tables.stream().mapToLong(LoadedTable::bytes).sum();
        return new Task(Rank.STATISTICS, bytes, Set.of(Keys.ROWS, Keys.INDEXES), Set.of(Keys.STATISTICS),
                worker -> analyze(worker, tables));
    }

    /** A function of an index that fails costs the statistics of its table, which the server gathers later on its own. */
    private void analyze(Worker worker, List<LoadedTable> tables) throws EngineException, SQLException {
        room.progress().doing("gathering statistics of " + tables.getFirst().label());
        ScratchSession session = room.session(worker);
        for (LoadedTable table : tables) {
            room.cancellation().check();
            try {
                session.begin(table.context(), List.of(), "");
                session.execute("ANALYZE " + table.quoted());
                session.connection().commit();
            } catch (SQLException e) {
                if (e.getSQLState() == null || e.getSQLState().startsWith("08") || e.getSQLState().startsWith("57P")) {
                    throw e;
                }
                session.connection().rollback();
            }
        }
    }
}
