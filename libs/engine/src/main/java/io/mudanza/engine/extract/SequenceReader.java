package io.mudanza.engine.extract;

import io.mudanza.bundle.manifest.SequenceState;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.catalog.SequenceName;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads sequences. They stand outside of transactions, so they are read after the rows: a value is then never behind a
 * row that used it.
 */
final class SequenceReader {

    private static final int BATCH = 200;

    private SequenceReader() {}

    static List<SequenceState> read(DatabaseAddress source, List<SequenceName> names)
            throws EngineException, SQLException {
        List<SequenceState> states = new ArrayList<>();
        Connection connection = Connections.open(source, Side.SOURCE);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (int from = 0; from < names.size(); from += BATCH) {
                List<SequenceName> batch = names.subList(from, Math.min(from + BATCH, names.size()));
                try (var rows = statement.executeQuery(query(batch))) {
                    while (rows.next()) {
                        SequenceName name = batch.get(rows.getInt(1));
                        states.add(new SequenceState(name.schema(), name.name(), rows.getLong(2), rows.getBoolean(3)));
                    }
                }
            }
        } finally {
            Connections.close(connection);
        }
        return states;
    }

    private static String query(List<SequenceName> batch) {
        List<String> selects = new ArrayList<>();
        for (SequenceName name : batch) {
            selects.add("SELECT " + selects.size() + ", last_value, is_called FROM " + Sql.name(name.schema(), name.name()));
        }
        return String.join(" UNION ALL ", selects) + " ORDER BY 1";
    }
}
