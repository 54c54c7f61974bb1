package io.mudanza.engine.load;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.SequenceState;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.progress.ProgressListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a load: sequences and a commit that waits for the disk. All of it may be repeated. */
final class Finish {

    private static final int BATCH = 200;

    private final LoadRequest request;
    private final ProgressListener progress;

    Finish(LoadRequest request, ProgressListener progress) {
        this.request = request;
        this.progress = progress;
    }

    void run(Manifest manifest) throws EngineException {
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
}
