package io.mudanza.coordination;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Leases in a table {@code lease} of the service's schema. A lease is taken and given back in the caller's transaction,
 * so it agrees with what the caller writes beside it. Thread-safe.
 *
 * <pre>{@code
 * CREATE TABLE <schema>.lease (
 *     resource      text PRIMARY KEY,
 *     holder        text,
 *     fencing_token bigint      NOT NULL,
 *     lease_until   timestamptz NOT NULL
 * );
 * }</pre>
 */
public final class Leases {
    private final DataSource dataSource;
    private final FastPath fastPath;
    private final String table;

    /** @param schema plain name of the service's schema */
    public Leases(DataSource dataSource, String schema, FastPath fastPath) {
        if (!schema.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a plain schema name: " + schema);
        }
        this.dataSource = dataSource;
        this.fastPath = fastPath;
        this.table = schema + ".lease";
    }

    /**
     * Asks for a resource, in the current JTA transaction of the datasource. The holder itself is granted it again with
     * the same number. Waits for a transaction that is just taking the same resource.
     *
     * @param ttl how long it holds without {@link #renew}
     */
    public LeaseAnswer acquire(String resource, String holder, Duration ttl) throws SQLException {
        if (!fastPath.seemsFree(resource, holder, ttl)) {
            Optional<String> other = holder(resource).filter(found -> !found.equals(holder));
            if (other.isPresent()) {
                return new LeaseAnswer.Held(other.get());
            }
        }
        // Every change of holder counts up; a holder that asks again keeps its number.
        String sql = """
                INSERT INTO %1$s AS l (resource, holder, fencing_token, lease_until)
                VALUES (?, ?, 1, clock_timestamp() + ? * interval '1 ms')
                ON CONFLICT (resource) DO UPDATE SET
                    fencing_token = l.fencing_token
                        + CASE WHEN l.holder IS NOT DISTINCT FROM excluded.holder THEN 0 ELSE 1 END,
                    holder = excluded.holder, lease_until = excluded.lease_until
                WHERE l.holder IS NULL OR l.holder = excluded.holder OR l.lease_until < clock_timestamp()
                RETURNING fencing_token""".formatted(table);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, resource);
            statement.setString(2, holder);
            statement.setLong(3, ttl.toMillis());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    return new LeaseAnswer.Granted(row.getLong(1));
                }
            }
        }
        return new LeaseAnswer.Held(holder(resource).orElse("unknown"));
    }

    /** Who holds the resource now, by the referee. */
    public Optional<String> holder(String resource) throws SQLException {
        String sql = "SELECT holder FROM " + table
                + " WHERE resource = ? AND holder IS NOT NULL AND lease_until >= clock_timestamp()";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, resource);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Holds on; false when somebody else has the resource by now. A lease that lapsed unnoticed is taken up again. */
    public boolean renew(String resource, String holder, Duration ttl) throws SQLException {
        String sql = "UPDATE " + table + " SET lease_until = clock_timestamp() + ? * interval '1 ms'"
                + " WHERE resource = ? AND holder = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, ttl.toMillis());
            statement.setString(2, resource);
            statement.setString(3, holder);
            return statement.executeUpdate() == 1;
        }
    }

    /** Gives the resource back, in the caller's transaction; nothing happens when somebody else has it. */
    public void release(String resource, String holder) throws SQLException {
        String sql = "UPDATE " + table + " SET holder = NULL WHERE resource = ? AND holder = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, resource);
            statement.setString(2, holder);
            statement.executeUpdate();
        }
        fastPath.forget(resource, holder);
    }
}
