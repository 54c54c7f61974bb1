package io.mudanza.steps.pieces;

import io.mudanza.contracts.step.StepKind;
import io.mudanza.messaging.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** The SQL of {@code step_piece}, each call one transaction. Time is the database's. */
final class PieceTable {
    private final DataSource dataSource;
    private final String pieces;
    private final String runs;

    PieceTable(DataSource dataSource, Schema schema) {
        this.dataSource = dataSource;
        this.pieces = schema.table("step_piece");
        this.runs = schema.table("step_run");
    }

    /** A claimed piece, as it stands in the table. */
    record Claim(long number, UUID jobId, UUID stepId, StepKind kind, String content) {}

    /** How a piece stands; {@code lapsed} when its owner did not renew its claim in time. */
    record Look(String state, String owner, String result, boolean lapsed) {}

    /**
     * Offers a piece, if the step is still of this fencing number. The lock of the step's row keeps whoever ends or claims the
     * step waiting meanwhile: they remove all pieces that they see, and this one has to be seen or not be there.
     */
    Optional<Long> offer(UUID stepId, long fencingToken, String content) throws SQLException {
        String sql = "INSERT INTO " + pieces + " (step_id, fencing_token, content) SELECT step_id, fencing_token, ? FROM "
                + runs + " WHERE step_id = ? AND fencing_token = ? AND state = 'running' FOR SHARE RETURNING number";
        return with(sql, statement -> {
            statement.setString(1, content);
            statement.setObject(2, stepId);
            statement.setLong(3, fencingToken);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        });
    }

    /** Claims the oldest piece that is offered by another replica whose step is alive. */
    Optional<Claim> claim(String owner, Duration lease, Set<StepKind> kinds) throws SQLException {
        String sql = """
                UPDATE %1$s p SET state = 'claimed', owner = ?, lease_until = clock_timestamp() + ? * interval '1 ms'
                FROM %2$s r WHERE r.step_id = p.step_id AND p.number = (
                    SELECT o.number FROM %1$s o JOIN %2$s s ON s.step_id = o.step_id AND s.fencing_token = o.fencing_token
                    WHERE o.state = 'offered' AND s.state = 'running' AND NOT s.cancel_requested AND s.owner <> ?
                      AND s.lease_until > clock_timestamp() AND s.kind = ANY (?)
                    ORDER BY o.number LIMIT 1 FOR UPDATE OF o SKIP LOCKED)
                RETURNING p.number, r.job_id, r.step_id, r.kind, p.content""".formatted(pieces, runs);
        return with(sql, statement -> {
            statement.setString(1, owner);
            statement.setLong(2, lease.toMillis());
            statement.setString(3, owner);
            statement.setArray(4, statement.getConnection()
                    .createArrayOf("text", kinds.stream().map(StepKind::wire).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Claim(row.getLong(1), row.getObject(2, UUID.class),
                                row.getObject(3, UUID.class), StepKind.ofWire(row.getString(4)), row.getString(5)))
                        : Optional.empty();
            }
        });
    }

    /** Renews claims; returns those that still count. */
    Set<Long> renew(String owner, Set<Long> numbers, Duration lease) throws SQLException {
        String sql = """
                UPDATE %s p SET lease_until = clock_timestamp() + ? * interval '1 ms' FROM %s r
                WHERE p.number = ANY (?) AND p.owner = ? AND p.state = 'claimed' AND r.step_id = p.step_id
                  AND r.fencing_token = p.fencing_token AND r.state = 'running' AND NOT r.cancel_requested
                RETURNING p.number""".formatted(pieces, runs);
        return with(sql, statement -> {
            statement.setLong(1, lease.toMillis());
            statement.setArray(2, statement.getConnection().createArrayOf("bigint", numbers.toArray()));
            statement.setString(3, owner);
            Set<Long> held = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    held.add(rows.getLong(1));
                }
            }
            return held;
        });
    }

    /** The owner says how a claim ended; false when the claim no longer counts. */
    boolean end(long number, String owner, String state, String result) throws SQLException {
        String sql = "UPDATE " + pieces + " SET state = ?, result = ?, lease_until = NULL"
                + " WHERE number = ? AND owner = ? AND state = 'claimed'";
        return with(sql, statement -> {
            statement.setString(1, state);
            statement.setString(2, result);
            statement.setLong(3, number);
            statement.setString(4, owner);
            return statement.executeUpdate() == 1;
        });
    }

    /** How a piece stands; empty when it is gone. */
    Optional<Look> look(long number) throws SQLException {
        String sql = "SELECT state, owner, result, coalesce(lease_until < clock_timestamp(), false) FROM " + pieces
                + " WHERE number = ?";
        return with(sql, statement -> {
            statement.setLong(1, number);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Look(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)))
                        : Optional.empty();
            }
        });
    }

    /** Removes a piece that nobody has begun; false when somebody has. */
    boolean withdraw(long number) throws SQLException {
        return remove(number, "state = 'offered'");
    }

    /** Removes a claimed piece whose owner is silent; false when it was heard of meanwhile. */
    boolean lapse(long number) throws SQLException {
        return remove(number, "state = 'claimed' AND lease_until < clock_timestamp()");
    }

    /** Removes a piece that has ended. */
    void collect(long number) throws SQLException {
        remove(number, "state NOT IN ('offered', 'claimed')");
    }

    private boolean remove(long number, String condition) throws SQLException {
        return with("DELETE FROM " + pieces + " WHERE number = ? AND " + condition, statement -> {
            statement.setLong(1, number);
            return statement.executeUpdate() == 1;
        });
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(String sql, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        }
    }
}
