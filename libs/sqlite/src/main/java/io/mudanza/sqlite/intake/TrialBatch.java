package io.mudanza.sqlite.intake;

import io.mudanza.bundle.digest.RowSink;
import io.mudanza.engine.connect.Sql;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Rows on their way into the temporary table of a trial; those that it refuses are kept by name, with the reason. */
final class TrialBatch implements RowSink {

    private static final int ROWS = 5_000;
    private static final int BYTES = 4 << 20;

    private final Connection connection;
    private final String copy;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Object> names = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private final Map<Object, String> refused = new LinkedHashMap<>();
    private Object next;

    TrialBatch(Connection connection, Pair pair) {
        this.connection = connection;
        this.copy = "COPY pg_temp.mudanza_trial (" + pair.columns().stream().map(column -> Sql.name(column.to().name()))
                .collect(Collectors.joining(", ")) + ") FROM STDIN";
    }

    /** What names the row that comes next. */
    void next(Object name) {
        next = name;
    }

    @Override
    public void row(byte[] row, int offset, int length) {
        piece(row, offset, length);
        endRow();
    }

    @Override
    public void piece(byte[] row, int offset, int length) {
        bytes.write(row, offset, length);
    }

    @Override
    public void endRow() {
        bytes.write('\n');
        names.add(next);
        ends.add(bytes.size());
    }

    void flushIfFull() throws SQLException {
        if (names.size() >= ROWS || bytes.size() >= BYTES) {
            flush();
        }
    }

    void flush() throws SQLException {
        if (!names.isEmpty()) {
            take(bytes.toByteArray(), 0, names.size());
            bytes.reset();
            names.clear();
            ends.clear();
        }
    }

    /** Rows that were refused, by name. */
    Map<Object, String> refused() {
        return refused;
    }

    private void take(byte[] rows, int from, int to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SAVEPOINT mudanza_batch");
            try {
                int begin = from == 0 ? 0 : ends.get(from - 1);
                CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
                in.writeToCopy(rows, begin, ends.get(to - 1) - begin);
                in.endCopy();
                statement.execute("RELEASE SAVEPOINT mudanza_batch");
                return;
            } catch (SQLException e) {
                if (e.getSQLState() == null || !e.getSQLState().startsWith("23")) {
                    throw e;
                }
                statement.execute("ROLLBACK TO SAVEPOINT mudanza_batch");
                statement.execute("RELEASE SAVEPOINT mudanza_batch");
                if (to - from == 1) {
                    refused.put(names.get(from), reason(e));
                    return;
                }
            }
        }
        int middle = (from + to) / 2;
        take(rows, from, middle);
        take(rows, middle, to);
    }

    /** Without the detail, which repeats the row, and in words that do not name the temporary table. */
    private static String reason(SQLException refusal) {
        ServerErrorMessage said = refusal instanceof PSQLException e ? e.getServerErrorMessage() : null;
        String constraint = said == null ? null : said.getConstraint();
        String which = constraint == null ? "" : " " + constraint.replaceFirst("^mudanza_trial_", "");
        return switch (refusal.getSQLState()) {
            case "23514" -> "it violates the check constraint" + which;
            case "23P01" -> "it is excluded by an earlier row: constraint" + which;
            case "23505" -> "an earlier row has the same key: unique index" + which;
            case "23502" -> "NULL in a column that refuses it";
            default -> "PostgreSQL refuses it (" + refusal.getSQLState() + ")" + which;
        };
    }
}
