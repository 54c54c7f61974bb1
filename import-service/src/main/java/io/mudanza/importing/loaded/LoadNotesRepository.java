package io.mudanza.importing.loaded;

import io.agroal.api.AgroalDataSource;
import io.mudanza.bundle.json.BundleJson;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Keeps the notes of the last load of each job. */
@ApplicationScoped
public class LoadNotesRepository {

    private final AgroalDataSource dataSource;

    LoadNotesRepository(@DataSource("importing") AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public void keep(UUID job, LoadNotes notes) throws SQLException {
        String sql = "INSERT INTO importing.load_notes (job_id, notes) VALUES (?, ?::jsonb)"
                + " ON CONFLICT (job_id) DO UPDATE SET notes = excluded.notes";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, job);
            statement.setString(2, BundleJson.write(notes));
            statement.executeUpdate();
        }
    }

    Optional<LoadNotes> find(UUID job) throws SQLException, IOException {
        String sql = "SELECT notes::text FROM importing.load_notes WHERE job_id = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, job);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(BundleJson.read(row.getString(1), LoadNotes.class)) : Optional.empty();
            }
        }
    }
}
