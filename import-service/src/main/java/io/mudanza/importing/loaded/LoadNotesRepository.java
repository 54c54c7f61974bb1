package io.mudanza.importing.loaded;

import io.agroal.api.AgroalDataSource;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.steps.StepFailedException;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Keeps what preflight and load of each job found. */
@ApplicationScoped
public class LoadNotesRepository {

    private final AgroalDataSource dataSource;

    LoadNotesRepository(@DataSource("importing") AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Keeps the notes of one step of a job in the place of those of its earlier run. */
    public void keep(UUID job, StepKind step, LoadNotes notes) throws StepFailedException {
        String sql = "INSERT INTO importing.load_notes (job_id, step, notes) VALUES (?, ?, ?::jsonb)"
                + " ON CONFLICT (job_id, step) DO UPDATE SET notes = excluded.notes";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, job);
            statement.setString(2, step.wire());
            statement.setString(3, BundleJson.write(notes));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new StepFailedException(ProblemCode.SERVICE_UNAVAILABLE,
                    "The database of this node does not answer. Resume the job when it is up again.", e);
        }
    }

    /** The notes of all steps of a job together; empty for a job without any. */
    LoadNotes find(UUID job) throws SQLException, IOException {
        LoadNotes all = new LoadNotes(List.of(), List.of());
        String sql = "SELECT notes::text FROM importing.load_notes WHERE job_id = ? ORDER BY step";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, job);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all = all.plus(BundleJson.read(rows.getString(1), LoadNotes.class));
                }
            }
        }
        return all;
    }
}
