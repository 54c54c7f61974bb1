package io.mudanza.steps.pieces;

import io.mudanza.messaging.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** The SQL of {@code replica}: which replicas of a service are alive, and how many pieces each does at once. */
final class ReplicaTable {
    private final DataSource dataSource;
    private final String table;

    ReplicaTable(DataSource dataSource, Schema schema) {
        this.dataSource = dataSource;
        this.table = schema.table("replica");
    }

    /** Says that this replica is alive, forgets dead ones, and returns the streams of the others that are. */
    int beat(String owner, int streams, Duration lease) throws SQLException {
        String sql = """
                WITH mine AS (
                    INSERT INTO %1$s (owner, streams) VALUES (?, ?)
                    ON CONFLICT (owner) DO UPDATE SET seen_at = clock_timestamp(), streams = excluded.streams),
                dead AS (
                    DELETE FROM %1$s WHERE seen_at < clock_timestamp() - ? * interval '20 ms' AND owner <> ?)
                SELECT coalesce(sum(streams), 0) FROM %1$s
                WHERE owner <> ? AND seen_at > clock_timestamp() - ? * interval '1 ms'""".formatted(table);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, owner);
            statement.setInt(2, streams);
            statement.setLong(3, lease.toMillis());
            statement.setString(4, owner);
            statement.setString(5, owner);
            statement.setLong(6, lease.toMillis());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** This replica goes down. */
    void leave(String owner) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("DELETE FROM " + table + " WHERE owner = ?")) {
            statement.setString(1, owner);
            statement.executeUpdate();
        }
    }
}
