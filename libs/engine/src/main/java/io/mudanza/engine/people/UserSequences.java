package io.mudanza.engine.people;

import io.mudanza.bundle.manifest.SequenceState;
import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The sequences that give users their ids. They are moved by {@code ALTER SEQUENCE … RESTART}, which is part of the
 * transaction, unlike {@code setval}.
 */
final class UserSequences {

    private static final String OF_COLUMN = """
            SELECT DISTINCT n.nspname, s.relname, q.seqincrement
            FROM pg_catalog.pg_class s JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
            JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid
            JOIN pg_catalog.pg_attribute a ON a.attrelid = ? AND a.attname = ?
            WHERE EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                      AND d.objid = s.oid AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                      AND d.refobjid = a.attrelid AND d.refobjsubid = a.attnum AND d.deptype IN ('a', 'i'))
               OR EXISTS (SELECT FROM pg_catalog.pg_attrdef f JOIN pg_catalog.pg_depend d
                      ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND d.objid = f.oid
                      WHERE f.adrelid = a.attrelid AND f.adnum = a.attnum AND d.refobjid = s.oid
                      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass)
            ORDER BY 1, 2""";

    /** One sequence and how it stood before. */
    private record Known(String schema, String name, long increment, SequenceState before) {
        String sql() {
            return Sql.name(schema, name);
        }
    }

    private final Connection connection;
    private final UserTable table;
    private final List<Known> sequences = new ArrayList<>();

    private UserSequences(Connection connection, UserTable table) {
        this.connection = connection;
        this.table = table;
    }

    static UserSequences of(Connection connection, UserTable table) throws SQLException {
        UserSequences all = new UserSequences(connection, table);
        try (PreparedStatement statement = connection.prepareStatement(OF_COLUMN)) {
            statement.setLong(1, table.oid());
            statement.setString(2, table.id());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String schema = rows.getString(1);
                    String name = rows.getString(2);
                    all.sequences.add(new Known(schema, name, rows.getLong(3), all.state(schema, name)));
                }
            }
        }
        return all;
    }

    /** Moves each sequence past the ids that are there, where its next value would not be. */
    void lift() throws SQLException {
        if (!table.columns().get(table.id()).isWholeNumber()) {
            return;
        }
        for (Known sequence : sequences) {
            boolean up = sequence.increment() > 0;
            Long extreme = extreme(up);
            SequenceState state = state(sequence.schema(), sequence.name());
            long next = state.called() ? state.lastValue() + sequence.increment() : state.lastValue();
            if (extreme != null && (up ? next <= extreme : next >= extreme)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("ALTER SEQUENCE " + sequence.sql() + " RESTART WITH "
                            + Math.addExact(extreme, sequence.increment()));
                }
            }
        }
    }

    /** An id from the sequence, past those that are there; null when there is no sequence. */
    String next() throws SQLException {
        if (sequences.isEmpty()) {
            return null;
        }
        lift();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery("SELECT pg_catalog.nextval("
                    + Sql.text(sequences.getFirst().sql()) + "::pg_catalog.regclass)")) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** Those that stand elsewhere than before. */
    List<SequenceState> moved() throws SQLException {
        List<SequenceState> moved = new ArrayList<>();
        for (Known sequence : sequences) {
            SequenceState now = state(sequence.schema(), sequence.name());
            if (!now.equals(sequence.before())) {
                moved.add(now);
            }
        }
        return moved;
    }

    private Long extreme(boolean highest) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery("SELECT pg_catalog." + (highest ? "max" : "min") + "("
                    + Sql.name(table.id()) + ")::pg_catalog.int8 FROM " + table.sql())) {
                row.next();
                long value = row.getLong(1);
                return row.wasNull() ? null : value;
            }
        }
    }

    private SequenceState state(String schema, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row =
                    statement.executeQuery("SELECT last_value, is_called FROM " + Sql.name(schema, name))) {
                row.next();
                return new SequenceState(schema, name, row.getLong(1), row.getBoolean(2));
            }
        }
    }
}
