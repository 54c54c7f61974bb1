package io.mudanza.messaging.inbox;

import io.mudanza.messaging.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Remembers, in the transaction of the handler, which messages were handled. Thread-safe. */
public final class Inbox {
    private final DataSource dataSource;
    private final String insert;
    private final String prune;

    public Inbox(DataSource dataSource, Schema schema) {
        this.dataSource = dataSource;
        this.insert = "INSERT INTO " + schema.table("inbox")
                + " (consumer, message_id) VALUES (?, ?) ON CONFLICT DO NOTHING";
        this.prune = "DELETE FROM " + schema.table("inbox") + " WHERE received_at < now() - make_interval(days => ?)";
    }

    /** True when this consumer has not handled the message before; the memory commits with the connection. */
    public boolean firstTime(Connection connection, String consumer, String messageId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, consumer);
            statement.setString(2, messageId);
            return statement.executeUpdate() == 1;
        }
    }

    /** The same in the current JTA transaction of the datasource. */
    public boolean firstTime(String consumer, String messageId) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return firstTime(connection, consumer, messageId);
        }
    }

    /** Forgets messages older than the longest retention of a topic. Returns how many. */
    public int forgetOlderThanDays(int days) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(prune)) {
            statement.setInt(1, days);
            return statement.executeUpdate();
        }
    }
}
