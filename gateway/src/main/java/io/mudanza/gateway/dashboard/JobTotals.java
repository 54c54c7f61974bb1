package io.mudanza.gateway.dashboard;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Counts the jobs of the ledger. Reads all of them: whoever asks often asks the cache. */
@ApplicationScoped
class JobTotals {
    private static final String ENDED = "completed_at >= now() - interval '24 hours' AND ";

    private final AgroalDataSource dataSource;

    JobTotals(@DataSource("gateway") AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    Dashboard count() throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            Instant asOf = Instant.now();
            Map<String, Long> byStatus = counts(statement, "status");
            return new Dashboard(asOf, byStatus.values().stream().mapToLong(Long::longValue).sum(), byStatus,
                    counts(statement, "direction"), day(statement), running(statement));
        }
    }

    private static Map<String, Long> counts(Statement statement, String column) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (ResultSet row = statement.executeQuery("SELECT " + column + ", count(*) FROM gateway.job GROUP BY 1")) {
            while (row.next()) {
                counts.put(row.getString(1), row.getLong(2));
            }
        }
        return counts;
    }

    private static Dashboard.Day day(Statement statement) throws SQLException {
        String sql = "SELECT count(*) FILTER (WHERE " + ENDED + "status = 'completed'),"
                + " count(*) FILTER (WHERE " + ENDED + "status IN ('failed', 'rolled_back')), " + sum("rows") + ", "
                + sum("bytes") + ", " + sum("media_files") + " FROM gateway.job WHERE completed_at IS NOT NULL";
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Dashboard.Day(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
        }
    }

    private static String sum(String fact) {
        return "sum((facts::jsonb ->> '" + fact + "')::numeric) FILTER (WHERE " + ENDED
                + "status = 'completed' AND jsonb_typeof(facts::jsonb -> '" + fact + "') = 'number')";
    }

    private static List<Dashboard.Running> running(Statement statement) throws SQLException {
        List<Dashboard.Running> running = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("SELECT id, direction, status, created_at FROM gateway.job"
                + " WHERE phase <> 'ended' ORDER BY created_at DESC LIMIT 100")) {
            while (row.next()) {
                running.add(new Dashboard.Running(row.getObject(1, UUID.class), row.getString(2), row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()));
            }
        }
        return running;
    }
}
