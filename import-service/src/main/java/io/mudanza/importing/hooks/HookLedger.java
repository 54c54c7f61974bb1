package io.mudanza.importing.hooks;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** How far the hooks around a switch have come, so that whoever takes a killed step over does not run them again. */
@ApplicationScoped
class HookLedger {

    /** Where the application stands, as far as is known. */
    enum State {
        /** The hook before is running, or was when its process died. */
        STOPPING,
        /** The hook before has done its work. */
        STOPPED,
        /** The hook after is running, or was when its process died. */
        STARTING,
        /** The hook after has run, whatever came of it. */
        STARTED
    }

    /** @param warning why the application may not be running again; null when nothing is known against it */
    record Entry(State state, String warning) {}

    /** A switch whose application nobody has started again. */
    record LeftOpen(UUID job, SwitchAction action) {}

    private final AgroalDataSource dataSource;

    HookLedger(@DataSource("importing") AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    Optional<Entry> find(UUID job, SwitchAction action) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT state, warning FROM importing.hook_run WHERE job_id = ? AND action = ?")) {
            statement.setObject(1, job);
            statement.setString(2, action.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Entry(State.valueOf(row.getString(1)), row.getString(2)))
                        : Optional.empty();
            }
        }
    }

    void write(UUID job, SwitchAction action, State state, String warning) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("INSERT INTO importing.hook_run"
                        + " (job_id, action, state, warning) VALUES (?, ?, ?, ?) ON CONFLICT (job_id, action) DO UPDATE"
                        + " SET state = excluded.state, warning = excluded.warning, changed_at = clock_timestamp()")) {
            statement.setObject(1, job);
            statement.setString(2, action.name());
            statement.setString(3, state.name());
            statement.setString(4, warning);
            statement.executeUpdate();
        }
    }

    void forget(UUID job, SwitchAction action) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "DELETE FROM importing.hook_run WHERE job_id = ? AND action = ?")) {
            statement.setObject(1, job);
            statement.setString(2, action.name());
            statement.executeUpdate();
        }
    }

    /**
     * Takes one switch that began and whose step runs no more; for this long nobody else takes it.
     *
     * @param untouched nothing was written about it for at least so long
     */
    Optional<LeftOpen> takeLeftOpen(Duration untouched) throws SQLException {
        String sql = "UPDATE importing.hook_run h SET changed_at = clock_timestamp() WHERE (h.job_id, h.action) = ("
                + "SELECT o.job_id, o.action FROM importing.hook_run o WHERE o.state <> 'STARTED'"
                + " AND o.changed_at < clock_timestamp() - make_interval(secs => ?)"
                + " AND NOT EXISTS (SELECT FROM importing.step_run s WHERE s.job_id = o.job_id"
                + " AND s.state IN ('queued', 'running')) ORDER BY o.changed_at LIMIT 1 FOR UPDATE SKIP LOCKED)"
                + " RETURNING h.job_id, h.action";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setDouble(1, untouched.toSeconds());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new LeftOpen(
                                row.getObject(1, UUID.class), SwitchAction.valueOf(row.getString(2))))
                        : Optional.empty();
            }
        }
    }
}
