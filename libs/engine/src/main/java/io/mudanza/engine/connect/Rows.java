package io.mudanza.engine.connect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Small results as text. */
public final class Rows {

    private Rows() {}

    /** One array per row, every column as text; null where there is no value. */
    public static List<String[]> of(Connection connection, String sql) throws SQLException {
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
    public static List<String> column(Connection connection, String sql) throws SQLException {
        return of(connection, sql).stream().map(row -> row[0]).toList();
    }
}
