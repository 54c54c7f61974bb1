package io.mudanza.messaging.outbox;

import io.mudanza.messaging.Schema;
import io.mudanza.messaging.cloudevent.ContractJson;
import io.mudanza.messaging.cloudevent.TimeOrderedId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Keeps events in the caller's transaction until the {@link OutboxRelay} has brought them to Kafka. Thread-safe. */
public final class Outbox {
    private final DataSource dataSource;
    private final String insert;

    public Outbox(DataSource dataSource, Schema schema) {
        this.dataSource = dataSource;
        this.insert = "INSERT INTO " + schema.table("outbox")
                + " (event_id, topic, message_key, event_type, subject, data) VALUES (?, ?, ?, ?, ?, ?)";
    }

    /**
     * Adds an event to the transaction of this connection.
     *
     * @param jobId   key of the record and subject of the event
     * @param data    a record of the contracts
     * @return id of the event
     */
    public UUID add(Connection connection, String topic, String type, String jobId, Object data) throws SQLException {
        UUID id = TimeOrderedId.next();
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setObject(1, id);
            statement.setString(2, topic);
            statement.setString(3, jobId);
            statement.setString(4, type);
            statement.setString(5, jobId);
            statement.setBytes(6, ContractJson.write(data));
            statement.executeUpdate();
        }
        return id;
    }

    /** Adds an event to the current JTA transaction of the datasource; outside of one it is committed at once. */
    public UUID add(String topic, String type, String jobId, Object data) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return add(connection, topic, type, jobId, data);
        }
    }
}
