package io.mudanza.engine.load;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.schema.PostDataTasks;
import io.mudanza.engine.tasks.Rank;
import io.mudanza.engine.tasks.Task;
import io.mudanza.engine.tasks.Worker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers the statistics that the planner wants, in what the other tasks of a load leave of the processors. */
final class Statistics {

    private static final int TOGETHER = 50;
    private static final long SMALL = 1L << 20;

    /** Samples of wide rows take a second and more: begun last, they would leave the other workers idle at the end. */
    private static final long WIDE = 16L << 20;

    /** Rows that PostgreSQL looks at, unless a column asks for more. */
    private static final long SAMPLE = 30_000;

    private final ProgressListener progress;

    Statistics(ProgressListener progress) {
        this.progress = progress;
    }

    /** Whether the server looks at every table by itself within a minute or so of its rows being committed. */
    static boolean gatheredByServer(DatabaseAddress target) throws EngineException, SQLException {
        Connection connection = Connections.open(target, Side.TARGET);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.current_setting('autovacuum')::pg_catalog.bool"
                        + " AND pg_catalog.current_setting('track_counts')::pg_catalog.bool"
                        + " AND extract(epoch FROM pg_catalog.current_setting('autovacuum_naptime')::pg_catalog.interval) <= 60")) {
            return row.next() && row.getBoolean(1);
        } finally {
            Connections.close(connection);
        }
    }

    /**
     * Small tables go together: a transaction for each would take longer than its statistics. The widest samples go first,
     * for they take longest.
     */
    List<Task> tasks(Manifest manifest, Map<String, Long> bytes) {
        List<TableHead> tables = manifest.head().tables();
        List<Task> tasks = new ArrayList<>();
        List<TableHead> small = new ArrayList<>();
        for (TableHead table : tables) {
            long size = bytes.getOrDefault(name(table), 0L);
            if (size > SMALL) {
                long rows = Math.max(1, manifest.total(table.id()).digest().rows());
                tasks.add(task(List.of(table), size / rows * Math.min(rows, SAMPLE)));
            } else {
                small.add(table);
            }
        }
        for (int from = 0; from < small.size(); from += TOGETHER) {
            tasks.add(task(List.copyOf(small.subList(from, Math.min(from + TOGETHER, small.size()))), 0));
        }
        return tasks;
    }

    private Task task(List<TableHead> tables, long weight) {
        Rank rank = weight >= WIDE ? Rank.RELATIONS : Rank.STATISTICS;
        // A foreign key takes its tables alone: a worker that waited for that lock would do nothing.
        Set<String> names = tables.size() > 1 ? Set.of() : Set.of(name(tables.getFirst()));
        return new Task(rank, weight, Set.of(PostDataTasks.ROWS, PostDataTasks.INDEXES), Set.of(), names, Set.of(),
                worker -> analyze(worker, tables));
    }

    /** A function of an index that fails costs the statistics of its table, which the server gathers later on its own. */
    private void analyze(Worker worker, List<TableHead> tables) throws EngineException, SQLException {
        progress.doing("gathering statistics of " + tables.getFirst().label());
        Connection connection = worker.connection();
        for (int at = 0; at < tables.size(); at++) {
            TableHead table = tables.get(at);
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute("ANALYZE " + name(table));
                connection.commit();
            } catch (SQLException e) {
                if (e.getSQLState() == null || e.getSQLState().startsWith("08") || e.getSQLState().startsWith("5")) {
                    throw e;
                }
                connection.rollback();
                progress.note(ProgressListener.Level.WARNING,
                        "No statistics were gathered for " + table.label() + " (" + e.getSQLState() + ").");
            }
        }
    }

    private static String name(TableHead table) {
        return Sql.name(table.schema(), table.name());
    }
}
