package io.mudanza.messaging.outbox;

import io.mudanza.messaging.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** The SQL of the outbox. */
final class OutboxRows {
    private final String claim;
    private final String delete;
    private final String oldest;

    OutboxRows(Schema schema) {
        String table = schema.table("outbox");
        claim = """
                SELECT o.id, o.event_id, o.topic, o.message_key, o.event_type, o.subject, o.data, o.created_at
                FROM %1$s o
                WHERE NOT EXISTS (
                    SELECT 1 FROM %1$s p
                    WHERE p.topic = o.topic AND p.message_key = o.message_key AND p.id < o.id)
                ORDER BY o.id LIMIT 200
                FOR UPDATE OF o SKIP LOCKED""".formatted(table);
        delete = "DELETE FROM " + table + " WHERE id = ANY (?)";
        oldest = "SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0) FROM " + table;
    }

    /** One event that waits for the broker. */
    record Row(
            long id, String eventId, String topic, String key, String type, String subject, byte[] data, Instant time) {}

    List<Row> claimHeads(Connection connection) throws SQLException {
        List<Row> heads = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(claim);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                heads.add(new Row(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getBytes(7),
                        rows.getObject(8, OffsetDateTime.class).toInstant()));
            }
        }
        return heads;
    }

    void delete(Connection connection, List<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            statement.executeUpdate();
        }
    }

    double oldestSeconds(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(oldest);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getDouble(1);
        }
    }
}
