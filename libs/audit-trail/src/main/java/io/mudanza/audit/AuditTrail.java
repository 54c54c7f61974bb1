package io.mudanza.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * A trail in the tables {@code audit_trail} and {@code audit_head} of a service's schema. Rows are added in the caller's
 * transaction (that of the datasource, where there is one); writers wait for each other at the head until it ends.
 * Thread-safe.
 *
 * <pre>{@code
 * CREATE TABLE <schema>.audit_trail (
 *     seq bigint PRIMARY KEY, at timestamptz NOT NULL, actor text, action text NOT NULL, object text, address text,
 *     outcome text NOT NULL, detail text, mac text NOT NULL
 * );
 * CREATE TABLE <schema>.audit_head (one boolean PRIMARY KEY DEFAULT true CHECK (one), seq bigint NOT NULL, mac text NOT NULL);
 * }</pre>
 */
public final class AuditTrail {
    private static final int FETCH = 1000;
    private static final String COLUMNS = "seq, at, actor, action, object, address, outcome, detail, mac";

    private final DataSource dataSource;
    private final String schema;
    private final AuditKey key;

    /** @param schema plain name of the service's schema; also the trail's name */
    public AuditTrail(DataSource dataSource, String schema, AuditKey key) {
        if (!schema.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a plain schema name: " + schema);
        }
        this.dataSource = dataSource;
        this.schema = schema;
        this.key = key;
    }

    /** Hears of rows. */
    @FunctionalInterface
    public interface Reader<E extends Exception> {
        void row(AuditRecord row) throws E;
    }

    /** The trail's name. */
    public String name() {
        return schema;
    }

    AuditKey key() {
        return key;
    }

    /** Adds rows, in one transaction: that of the caller, or one of their own. */
    public void append(List<AuditEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            boolean alone = connection.getAutoCommit();
            if (alone) {
                connection.setAutoCommit(false);
            }
            try {
                append(connection, events);
                if (alone) {
                    connection.commit();
                }
            } catch (SQLException e) {
                if (alone) {
                    connection.rollback();
                }
                throw e;
            } finally {
                if (alone) {
                    connection.setAutoCommit(true);
                }
            }
        }
    }

    private void append(Connection connection, List<AuditEvent> events) throws SQLException {
        long seq;
        String mac;
        try (PreparedStatement head = connection.prepareStatement(
                "SELECT seq, mac FROM " + schema + ".audit_head FOR UPDATE"); ResultSet row = head.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("the head of the audit trail " + schema + " is gone");
            }
            seq = row.getLong(1);
            mac = row.getString(2);
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + schema + ".audit_trail ("
                + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (AuditEvent event : events) {
                seq++;
                mac = key.mac(mac, seq, event);
                insert.setLong(1, seq);
                insert.setTimestamp(2, Timestamp.from(event.at()));
                insert.setString(3, event.actor());
                insert.setString(4, event.action());
                insert.setString(5, event.object());
                insert.setString(6, event.address());
                insert.setString(7, event.outcome());
                insert.setString(8, event.detail());
                insert.setString(9, mac);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (PreparedStatement head = connection.prepareStatement(
                "UPDATE " + schema + ".audit_head SET seq = ?, mac = ?")) {
            head.setLong(1, seq);
            head.setString(2, mac);
            head.executeUpdate();
        }
    }

    /** The newest row as the head names it; sequence 0 when there is none yet. */
    public AuditCheckpoint.Point head() throws SQLException {
        try (Connection connection = dataSource.getConnection(); PreparedStatement statement = connection
                .prepareStatement("SELECT seq, mac FROM " + schema + ".audit_head");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? new AuditCheckpoint.Point(row.getLong(1), row.getString(2))
                    : new AuditCheckpoint.Point(0, AuditKey.START);
        }
    }

    /**
     * The newest rows first.
     *
     * @param before only rows with a smaller number
     * @param limit  at most so many
     */
    public List<AuditRecord> newest(AuditFilter filter, long before, int limit) throws SQLException {
        List<AuditRecord> rows = new ArrayList<>();
        read(filter, "AND seq < " + before + " ORDER BY seq DESC LIMIT " + limit, rows::add);
        return rows;
    }

    /** All rows, the oldest first, without holding them in memory. */
    public <E extends Exception> void each(AuditFilter filter, Reader<E> reader) throws SQLException, E {
        read(filter, "ORDER BY seq", reader);
    }

    private <E extends Exception> void read(AuditFilter filter, String rest, Reader<E> reader) throws SQLException, E {
        List<Object> values = new ArrayList<>();
        StringBuilder where = new StringBuilder("true ");
        term(where, values, "actor = ?", filter.actor());
        term(where, values, "action = ?", filter.action());
        term(where, values, "object = ?", filter.object());
        term(where, values, "address = ?", filter.address());
        term(where, values, "outcome = ?", filter.outcome());
        term(where, values, "at >= ?", filter.since() == null ? null : Timestamp.from(filter.since()));
        term(where, values, "at < ?", filter.until() == null ? null : Timestamp.from(filter.until()));
        try (Connection connection = dataSource.getConnection()) {
            boolean alone = connection.getAutoCommit();
            // Only within a transaction does the driver fetch row by row.
            if (alone) {
                connection.setAutoCommit(false);
            }
            try (PreparedStatement statement = connection.prepareStatement("SELECT " + COLUMNS + " FROM " + schema
                    + ".audit_trail WHERE " + where + rest)) {
                statement.setFetchSize(FETCH);
                for (int i = 0; i < values.size(); i++) {
                    statement.setObject(i + 1, values.get(i));
                }
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        reader.row(record(row));
                    }
                }
            } finally {
                if (alone) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        }
    }

    private static void term(StringBuilder where, List<Object> values, String term, Object value) {
        if (value != null) {
            where.append("AND ").append(term).append(' ');
            values.add(value);
        }
    }

    private static AuditRecord record(ResultSet row) throws SQLException {
        return new AuditRecord(row.getLong(1), new AuditEvent(row.getTimestamp(2).toInstant(), row.getString(3),
                row.getString(4), row.getString(5), row.getString(6), row.getString(7), row.getString(8)),
                row.getString(9));
    }
}
