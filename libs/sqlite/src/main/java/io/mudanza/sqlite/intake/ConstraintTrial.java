package io.mudanza.sqlite.intake;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.sqlite.convert.Policy;
import io.mudanza.sqlite.convert.ServerForms;
import io.mudanza.sqlite.convert.UnfitException;
import io.mudanza.sqlite.reject.Rejects;
import io.mudanza.sqlite.source.RowRange;
import io.mudanza.sqlite.source.RowReader;
import io.mudanza.sqlite.source.SqliteFile;
import io.mudanza.sqlite.target.TargetColumn;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the rows of a file that constraints refuse which only the server can judge: checks, exclusions, unique indexes of
 * expressions or of some rows. Each table is loaded into a temporary one with the same constraints, batch by batch, and a
 * batch that is refused is halved until single rows remain.
 */
final class ConstraintTrial {

    /** Tables with such constraints. Foreign keys and plain unique keys are looked for in the file, which is quicker. */
    private static final String TABLES = """
            SELECT DISTINCT n.nspname || '.' || c.relname FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('c', 'x'))
               OR EXISTS (SELECT 1 FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisunique
                          AND (i.indpred IS NOT NULL OR i.indexprs IS NOT NULL))""";

    /** Such as hold for new rows only. */
    private static final String NOT_VALID = "SELECT conname FROM pg_catalog.pg_constraint WHERE contype = 'c'"
            + " AND NOT convalidated AND conrelid = %s::pg_catalog.regclass";

    private final SqliteFile file;
    private final DatabaseAddress schema;
    private final Policy policy;
    private final Rejects rejects;
    private final LeftRows found;

    /** @param found where refused rows are noted */
    ConstraintTrial(SqliteFile file, DatabaseAddress schema, Policy policy, Rejects rejects, LeftRows found) {
        this.file = file;
        this.schema = schema;
        this.policy = policy;
        this.rejects = rejects;
        this.found = found;
    }

    /** Looks at all tables with constraints that only the server can judge. */
    void all(List<Pair> pairs, Cancellation cancellation) throws EngineException {
        Connection connection = Connections.open(schema, Side.TARGET);
        try {
            Set<String> odd = new HashSet<>(texts(connection, TABLES));
            for (Pair pair : pairs) {
                if (odd.contains(pair.to().label())) {
                    one(connection, pair, cancellation);
                }
            }
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "trying rows against the constraints of the target");
        } finally {
            Connections.close(connection);
        }
    }

    /** Looks at one table. */
    void one(Pair pair, Cancellation cancellation) throws EngineException {
        Connection connection = Connections.open(schema, Side.TARGET);
        try {
            one(connection, pair, cancellation);
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "trying rows against the constraints of the target");
        } finally {
            Connections.close(connection);
        }
    }

    private void one(Connection connection, Pair pair, Cancellation cancellation) throws EngineException, SQLException {
        String table = Sql.name(pair.to().schema(), pair.to().name());
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement(); ServerForms server = new ServerForms(schema)) {
            statement.setEscapeProcessing(false);
            List<String> notValid = texts(connection, NOT_VALID.formatted(Sql.text(table)));
            statement.execute("CREATE TEMPORARY TABLE mudanza_trial (LIKE " + table + " INCLUDING ALL) ON COMMIT DROP");
            for (String name : notValid) {
                statement.execute("ALTER TABLE pg_temp.mudanza_trial DROP CONSTRAINT " + Sql.name(name));
            }
            statement.execute("SET LOCAL search_path = ''");
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            TrialBatch batch = new TrialBatch(connection, pair);
            rows(pair, batch, server, cancellation);
            report(pair, batch.refused(), cancellation);
        } catch (IOException e) {
            throw new EngineException(EngineException.Code.STORE_FAILED,
                    "Rejected rows cannot be written: " + e.getMessage() + ".", e);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void rows(Pair pair, TrialBatch batch, ServerForms server, Cancellation cancellation)
            throws EngineException, IOException, SQLException {
        List<String> names = pair.names();
        List<TargetColumn> columns = pair.columns().stream().map(Pair.Column::to).toList();
        RowWriter writer = new RowWriter(columns, pair.to().sequences(), CopyFormat.TEXT, policy, server);
        SQLException[] failed = new SQLException[1];
        new RowReader(file, 0).read(pair.from(), names, new RowRange(0, 0, true), (rowid, values) -> {
            if (failed[0] != null) {
                return;
            }
            try {
                batch.next(LeftRows.name(pair.from(), rowid, names, values));
                writer.write(values, batch);
                batch.flushIfFull();
            } catch (UnfitException e) {
                // Whoever reads it for the load reports it; it must not take the key of another.
            } catch (SQLException e) {
                failed[0] = e;
            }
        }, cancellation);
        if (failed[0] != null) {
            throw failed[0];
        }
        batch.flush();
    }

    private void report(Pair pair, Map<Object, String> refused, Cancellation cancellation)
            throws EngineException, IOException {
        if (refused.isEmpty()) {
            return;
        }
        List<String> names = pair.names();
        new RowReader(file, 0).read(pair.from(), names, new RowRange(0, 0, true), (rowid, values) -> {
            Object name = LeftRows.name(pair.from(), rowid, names, values);
            String reason = refused.get(name);
            if (reason != null && found.add(pair.from().name(), name)) {
                rejects.add(PairReader.rejected(pair, names, rowid, values, null, reason));
            }
        }, cancellation);
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(query)) {
                List<String> texts = new ArrayList<>();
                while (row.next()) {
                    texts.add(row.getString(1));
                }
                return texts;
            }
        }
    }
}
