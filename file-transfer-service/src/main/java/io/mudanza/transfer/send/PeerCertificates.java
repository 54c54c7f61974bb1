package io.mudanza.transfer.send;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The certificates that peers issued for what this node sent them. */
@Singleton
class PeerCertificates {

    private final AgroalDataSource database;

    PeerCertificates(@DataSource("transfer") AgroalDataSource database) {
        this.database = database;
    }

    /** Keeps the certificate of a job; a repeated call replaces it. */
    void keep(UUID job, String json) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        """
                        INSERT INTO transfer.peer_certificate (job_id, json) VALUES (?, ?)
                        ON CONFLICT (job_id) DO UPDATE SET json = excluded.json, received_at = now()""")) {
            insert.setObject(1, job);
            insert.setString(2, json);
            insert.executeUpdate();
        }
    }

    /** The certificate as it was signed at the peer. */
    Optional<String> json(UUID job) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT json FROM transfer.peer_certificate WHERE job_id = ?")) {
            query.setObject(1, job);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}
