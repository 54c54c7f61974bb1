package io.mudanza.engine.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads small results of catalog queries. */
final class Rows {

    /** Makes a value of the current row. */
    @FunctionalInterface
    interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    private Rows() {}

    static <T> List<T> list(Connection connection, String sql, Mapper<T> mapper) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(mapper.map(rows));
                }
                return all;
            }
        }
    }

    static List<String> strings(Connection connection, String sql) throws SQLException {
        return list(connection, sql, row -> row.getString(1));
    }

    static <T> T one(Connection connection, String sql, Mapper<T> mapper) throws SQLException {
        return list(connection, sql, mapper).getFirst();
    }
}
