package io.mudanza.importing.restore;

import io.agroal.api.AgroalDataSource;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.dumps.restore.DumpReport;
import io.mudanza.engine.schema.SchemaTexts;
import io.mudanza.steps.StepFailedException;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** What restores have to be compared with: the report of the load, and what is expected after the merge. */
@ApplicationScoped
class RestoredStates {

    private final AgroalDataSource dataSource;

    RestoredStates(@DataSource("importing") AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What VERIFY asks for; texts are null where they are not known. */
    record Expected(String manifest, String signature, String preData, String postData) {}

    void keepReport(UUID job, DumpReport report) throws StepFailedException {
        put("INSERT INTO importing.restored (job_id, report) VALUES (?, ?) ON CONFLICT (job_id) DO UPDATE SET"
                + " report = excluded.report", job, BundleJson.write(report));
    }

    void keepSchema(UUID job, SchemaTexts schema) throws StepFailedException {
        put("INSERT INTO importing.restored (job_id, pre_data, post_data) VALUES (?, ?, ?) ON CONFLICT (job_id) DO UPDATE SET"
                + " pre_data = excluded.pre_data, post_data = excluded.post_data, manifest = NULL, signature = NULL",
                job, schema == null ? null : schema.preData(), schema == null ? null : schema.postData());
    }

    void keepExpected(UUID job, String manifest, String signature) throws StepFailedException {
        put("INSERT INTO importing.restored (job_id, manifest, signature) VALUES (?, ?, ?) ON CONFLICT (job_id) DO UPDATE SET"
                + " manifest = excluded.manifest, signature = excluded.signature", job, manifest, signature);
    }

    DumpReport report(UUID job) throws StepFailedException, IOException {
        String json = read("SELECT report, NULL, NULL, NULL FROM importing.restored WHERE job_id = ?", job)
                .map(Expected::manifest).orElse(null);
        if (json == null) {
            throw new StepFailedException(ProblemCode.INTERNAL_ERROR, "The load of this restore left no report.");
        }
        return BundleJson.read(json, DumpReport.class);
    }

    Optional<Expected> expected(UUID job) throws StepFailedException {
        return read("SELECT manifest, signature, pre_data, post_data FROM importing.restored WHERE job_id = ?"
                + " AND manifest IS NOT NULL", job);
    }

    private void put(String sql, UUID job, String... texts) throws StepFailedException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, job);
            for (int i = 0; i < texts.length; i++) {
                statement.setString(i + 2, texts[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private Optional<Expected> read(String sql, UUID job) throws StepFailedException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, job);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Expected(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private static StepFailedException away(SQLException e) {
        return new StepFailedException(ProblemCode.SERVICE_UNAVAILABLE,
                "The database of this node does not answer. Resume the job when it is up again.", e);
    }
}
