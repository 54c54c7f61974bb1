package io.mudanza.gateway.progress;

import io.agroal.api.AgroalDataSource;
import io.mudanza.contracts.progress.StepProgress;
import io.mudanza.contracts.progress.TableProgress;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How far steps are, kept so that whoever connects sees it at once. Progress of a step that has ended changes nothing. */
@ApplicationScoped
public class ProgressLedger {
    private static final String STEP = """
            INSERT INTO gateway.step_progress AS p (step_id, job_id, kind, activity, rows_done, rows_total, bytes_done,
                bytes_total, updated_at)
            SELECT s.id, s.job_id, s.kind, ?, ?, ?, ?, ?, clock_timestamp()
            FROM gateway.job_step s WHERE s.id = ? AND s.job_id = ? AND s.state IN ('sent', 'running')
            ON CONFLICT (step_id) DO UPDATE SET
                row_rate = CASE WHEN excluded.updated_at - p.updated_at < interval '100 ms' THEN p.row_rate
                    ELSE 0.6 * p.row_rate + 0.4 * greatest(0, excluded.rows_done - p.rows_done)
                        / extract(epoch FROM excluded.updated_at - p.updated_at) END,
                byte_rate = CASE WHEN excluded.updated_at - p.updated_at < interval '100 ms' THEN p.byte_rate
                    ELSE 0.6 * p.byte_rate + 0.4 * greatest(0, excluded.bytes_done - p.bytes_done)
                        / extract(epoch FROM excluded.updated_at - p.updated_at) END,
                activity = excluded.activity, rows_done = excluded.rows_done, rows_total = excluded.rows_total,
                bytes_done = excluded.bytes_done, bytes_total = excluded.bytes_total, updated_at = excluded.updated_at""";
    private static final String TABLE = """
            INSERT INTO gateway.table_progress (job_id, kind, table_name, rows_done, rows_total, bytes_done)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (job_id, kind, table_name) DO UPDATE SET
                rows_done = excluded.rows_done, rows_total = excluded.rows_total, bytes_done = excluded.bytes_done""";

    private final AgroalDataSource dataSource;

    ProgressLedger(@DataSource("gateway") AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Keeps what a worker reported. */
    public void record(StepProgress progress) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (recordStep(connection, progress)) {
                    recordTables(connection, progress);
                }
                connection.commit();
            } catch (SQLException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static boolean recordStep(Connection connection, StepProgress progress) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STEP)) {
            statement.setString(1, shortened(progress.current()));
            statement.setLong(2, progress.rowsDone());
            statement.setLong(3, progress.rowsTotal());
            statement.setLong(4, progress.bytesDone());
            statement.setLong(5, progress.bytesTotal());
            statement.setObject(6, progress.stepId());
            statement.setObject(7, progress.jobId());
            return statement.executeUpdate() == 1;
        }
    }

    private static void recordTables(Connection connection, StepProgress progress) throws SQLException {
        if (progress.tables().isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
            for (TableProgress table : progress.tables()) {
                statement.setObject(1, progress.jobId());
                statement.setString(2, progress.kind().wire());
                statement.setString(3, shortened(table.table()));
                statement.setLong(4, table.rowsDone());
                statement.setLong(5, table.rowsTotal());
                statement.setLong(6, table.bytesDone());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static String shortened(String text) {
        String clean = text == null ? null : text.replace("\0", "");
        return clean == null || clean.length() <= 500 ? clean : clean.substring(0, 500);
    }

    /** The last report of every step of a job, by step. */
    public Map<UUID, StepReport> ofJob(UUID jobId) throws SQLException {
        String sql = "SELECT step_id, activity, rows_done, rows_total, bytes_done, bytes_total, row_rate, byte_rate"
                + " FROM gateway.step_progress WHERE job_id = ?";
        Map<UUID, StepReport> reports = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, jobId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reports.put(row.getObject(1, UUID.class), new StepReport(row.getString(2), row.getLong(3),
                            row.getLong(4), row.getLong(5), row.getLong(6), row.getDouble(7), row.getDouble(8)));
                }
            }
        }
        return reports;
    }

    /** Detail per table, at most 5000 of them. */
    public List<TableReport> tablesOf(UUID jobId) throws SQLException {
        String sql = "SELECT kind, table_name, rows_done, rows_total, bytes_done FROM gateway.table_progress"
                + " WHERE job_id = ? ORDER BY kind, table_name LIMIT 5000";
        List<TableReport> tables = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, jobId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.add(new TableReport(
                            row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5)));
                }
            }
        }
        return tables;
    }
}
