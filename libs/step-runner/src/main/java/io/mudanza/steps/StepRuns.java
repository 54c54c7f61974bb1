package io.mudanza.steps;

import io.mudanza.contracts.step.StepCommand;
import io.mudanza.messaging.Schema;
import io.mudanza.messaging.cloudevent.ContractJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The SQL of {@code step_run}. Time is the database's, so replicas need no common clock. */
final class StepRuns {
    private final String table;
    private final String pieces;

    StepRuns(Schema schema) {
        this.table = schema.table("step_run");
        this.pieces = schema.table("step_piece");
    }

    /** Keeps a command; the same step again changes nothing. */
    void enqueue(Connection connection, StepCommand command) throws SQLException {
        String sql = "INSERT INTO " + table + " (step_id, job_id, kind, command) VALUES (?, ?, ?, ?::jsonb)"
                + " ON CONFLICT (step_id) DO NOTHING";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, command.stepId());
            statement.setObject(2, command.jobId());
            statement.setString(3, command.kind().wire());
            statement.setString(4, new String(ContractJson.write(command), StandardCharsets.UTF_8));
            statement.executeUpdate();
        }
    }

    /**
     * Claims the oldest step that waits or whose lease has lapsed.
     *
     * @param stillHere steps that this process has not stopped running, though it may have lost them: not again here
     */
    Optional<StepRun> claim(Connection connection, String owner, Duration lease, Set<UUID> stillHere)
            throws SQLException {
        String sql = """
                UPDATE %1$s SET state = 'running', owner = ?, lease_until = clock_timestamp() + ? * interval '1 ms',
                    fencing_token = fencing_token + 1, attempt = attempt + 1,
                    lapses = lapses + CASE WHEN state = 'running' THEN 1 ELSE 0 END,
                    started_at = coalesce(started_at, clock_timestamp())
                WHERE step_id = (
                    SELECT step_id FROM %1$s
                    WHERE (state = 'queued' OR (state = 'running' AND lease_until < clock_timestamp()))
                      AND step_id <> ALL (?)
                    ORDER BY created_at, step_id LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING command, attempt, fencing_token, lapses, cancel_requested""".formatted(table);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, owner);
            statement.setLong(2, lease.toMillis());
            statement.setArray(3, connection.createArrayOf("uuid", stillHere.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                byte[] json = row.getString(1).getBytes(StandardCharsets.UTF_8);
                StepRun run = new StepRun(
                        ContractJson.read(json, StepCommand.class),
                        row.getInt(2),
                        row.getLong(3),
                        row.getInt(4),
                        row.getBoolean(5));
                if (run.attempt() > 1) {
                    // What an earlier run gave away is void; who still works at it learns so when it renews its claim.
                    dropPieces(connection, run.command().stepId());
                }
                return Optional.of(run);
            }
        }
    }

    /** What a heartbeat found. */
    enum Pulse {
        HELD,
        CANCEL_REQUESTED,
        LOST
    }

    Pulse renew(Connection connection, UUID stepId, long fencingToken, Duration lease) throws SQLException {
        String sql = "UPDATE " + table + " SET lease_until = clock_timestamp() + ? * interval '1 ms'"
                + " WHERE step_id = ? AND fencing_token = ? AND state = 'running' RETURNING cancel_requested";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, lease.toMillis());
            statement.setObject(2, stepId);
            statement.setLong(3, fencingToken);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Pulse.LOST;
                }
                return row.getBoolean(1) ? Pulse.CANCEL_REQUESTED : Pulse.HELD;
            }
        }
    }

    /** Ends a step with all its pieces; false when another run has taken it over. */
    boolean end(Connection connection, UUID stepId, long fencingToken, String state) throws SQLException {
        String sql = "UPDATE " + table + " SET state = ?, ended_at = clock_timestamp(), lease_until = NULL"
                + " WHERE step_id = ? AND fencing_token = ? AND state = 'running'";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, state);
            statement.setObject(2, stepId);
            statement.setLong(3, fencingToken);
            if (statement.executeUpdate() == 0) {
                return false;
            }
        }
        dropPieces(connection, stepId);
        return true;
    }

    private void dropPieces(Connection connection, UUID stepId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM " + pieces + " WHERE step_id = ?")) {
            statement.setObject(1, stepId);
            statement.executeUpdate();
        }
    }

    /** Gives a step back, so that another replica goes on with it at once. */
    void release(Connection connection, UUID stepId, long fencingToken) throws SQLException {
        String sql = "UPDATE " + table + " SET state = 'queued', owner = NULL, lease_until = NULL"
                + " WHERE step_id = ? AND fencing_token = ? AND state = 'running'";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, stepId);
            statement.setLong(2, fencingToken);
            if (statement.executeUpdate() == 0) {
                return;
            }
        }
        dropPieces(connection, stepId);
    }

    /** Marks the running steps of a job and takes the waiting ones away; those are returned. */
    List<StepCommand> cancel(Connection connection, UUID jobId) throws SQLException {
        String running = "UPDATE " + table + " SET cancel_requested = true WHERE job_id = ? AND state = 'running'";
        try (PreparedStatement statement = connection.prepareStatement(running)) {
            statement.setObject(1, jobId);
            statement.executeUpdate();
        }
        String waiting = "UPDATE " + table + " SET state = 'cancelled', ended_at = clock_timestamp()"
                + " WHERE job_id = ? AND state = 'queued' RETURNING command";
        List<StepCommand> taken = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(waiting)) {
            statement.setObject(1, jobId);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    byte[] json = rows.getString(1).getBytes(StandardCharsets.UTF_8);
                    taken.add(ContractJson.read(json, StepCommand.class));
                }
            }
        }
        return taken;
    }

    /** Forgets ended steps. Returns how many. */
    int forgetOlderThanDays(Connection connection, int days) throws SQLException {
        String sql = "DELETE FROM " + table + " WHERE ended_at < now() - make_interval(days => ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, days);
            return statement.executeUpdate();
        }
    }
}
