package io.mudanza.engine.load;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.SequenceState;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.connect.WorkerGroup;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** The end of a load: sequences, statistics, and a commit that waits for the disk. All of it may be repeated. */
final class Finish {

    private static final int BATCH = 200;

    private final LoadRequest request;
    private final ProgressListener progress;
    private final Cancellation cancellation;

    Finish(LoadRequest request, ProgressListener progress, Cancellation cancellation) {
        this.request = request;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    void run(Manifest manifest) throws EngineException, InterruptedException {
        analyze(manifest.head().tables());
        Connection connection = Connections.open(request.target(), Side.TARGET);
        try {
            progress.doing("setting sequences");
            sequences(connection, manifest.sequences());
            Ledger.finish(connection);
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "finishing the load");
        } finally {
            Connections.close(connection);
        }
    }

    private static void sequences(Connection connection, List<SequenceState> states) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (int from = 0; from < states.size(); from += BATCH) {
                statement.execute(states.subList(from, Math.min(from + BATCH, states.size())).stream()
                        .map(state -> "SELECT pg_catalog.setval("
                                + Sql.text(Sql.name(state.schema(), state.name())) + ", " + state.lastValue() + ", "
                                + state.called() + ")")
                        .collect(Collectors.joining(" UNION ALL ")));
            }
        }
    }

    private void analyze(List<TableHead> tables) throws EngineException, InterruptedException {
        progress.doing("gathering statistics");
        Queue<TableHead> queue = new ConcurrentLinkedQueue<>(tables);
        try (WorkerGroup group = new WorkerGroup(Side.TARGET, "gathering statistics", cancellation)) {
            for (int i = 0; i < request.workers(); i++) {
                group.start("analyze-" + i, () -> {
                    Connection connection = group.open(request.target());
                    try (Statement statement = connection.createStatement()) {
                        statement.setEscapeProcessing(false);
                        statement.execute("SET search_path = public");
                        for (TableHead table = queue.poll(); table != null && !group.stopped(); table = queue.poll()) {
                            analyze(statement, table);
                        }
                    } finally {
                        group.close(connection);
                    }
                });
            }
            group.await();
        }
    }

    /** A function of an index that fails costs the statistics of its table, which the server gathers later on its own. */
    private void analyze(Statement statement, TableHead table) throws SQLException {
        try {
            statement.execute("ANALYZE " + Sql.name(table.schema(), table.name()));
        } catch (SQLException e) {
            if (e.getSQLState() == null || e.getSQLState().startsWith("08") || e.getSQLState().startsWith("5")) {
                throw e;
            }
            progress.note(ProgressListener.Level.WARNING,
                    "No statistics were gathered for " + table.label() + " (" + e.getSQLState() + ").");
        }
    }
}
