package io.mudanza.engine.verify;

import io.mudanza.bundle.manifest.SequenceState;
import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Compares where sequences stand. */
final class SequenceCheck {

    private final Connection connection;

    SequenceCheck(Connection connection) {
        this.connection = connection;
    }

    List<SequenceVerdict> check(List<SequenceState> expected) throws SQLException {
        List<SequenceVerdict> verdicts = new ArrayList<>();
        for (SequenceState state : expected) {
            String found = found(state);
            Verdict verdict = state.text().equals(found) ? Verdict.EQUAL : Verdict.DIFFERENT;
            verdicts.add(new SequenceVerdict(state.label(), state.text(), found, verdict));
        }
        return verdicts;
    }

    private String found(SequenceState state) throws SQLException {
        String name = Sql.name(state.schema(), state.name());
        try (PreparedStatement there = connection.prepareStatement("SELECT pg_catalog.to_regclass(?) IS NOT NULL")) {
            there.setString(1, name);
            try (ResultSet row = there.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    return null;
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery("SELECT last_value, is_called FROM " + name)) {
                row.next();
                return new SequenceState(state.schema(), state.name(), row.getLong(1), row.getBoolean(2)).text();
            }
        }
    }
}
