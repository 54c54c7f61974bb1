package io.mudanza.engine.preflight;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads small results as text. */
final class Rows {

    private Rows() {}

    static List<String[]> of(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                int columns = rows.getMetaData().getColumnCount();
                List<String[]> all = new ArrayList<>();
                while (rows.next()) {
                    String[] row = new String[columns];
                    for (int i = 0; i < columns; i++) {
                        row[i] = rows.getString(i + 1);
                    }
                    all.add(row);
                }
                return all;
            }
        }
    }

    /** The first column. */
    static List<String> column(Connection connection, String sql) throws SQLException {
        return of(connection, sql).stream().map(row -> row[0]).toList();
    }
}
