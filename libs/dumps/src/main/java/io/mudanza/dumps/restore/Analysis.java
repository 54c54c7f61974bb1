package io.mudanza.dumps.restore;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.tasks.Rank;
import io.mudanza.engine.tasks.Task;
import io.mudanza.engine.tasks.Worker;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Gathers statistics in what the other tasks leave of the processors, as a load of the engine does. */
final class Analysis {

    private static final int TOGETHER = 50;
    private static final long SMALL = 1L << 20;

    private final RestoreRoom room;

    Analysis(RestoreRoom room) {
        this.room = room;
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
