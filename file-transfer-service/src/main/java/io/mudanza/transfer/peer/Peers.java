package io.mudanza.transfer.peer;

import io.agroal.api.AgroalDataSource;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.problem.TransferProblem;
import io.mudanza.transfer.settings.TransferSettings;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The peers of running jobs. Tokens lie encrypted in the node's database and go when the job ends. */
@Singleton
public class Peers {

    private final AgroalDataSource database;
    private final Sealing sealing;
    private final TransferSettings settings;

    Peers(@DataSource("transfer") AgroalDataSource database, Sealing sealing, TransferSettings settings) {
        this.database = database;
        this.sealing = sealing;
        this.settings = settings;
    }

    /** Keeps the peer of a job; a repeated call replaces it. */
    PeerAddress keep(UUID job, String url, String token) throws SQLException {
        PeerAddress address = PeerAddress.of(url, settings.peerRules());
        if (token == null || token.isBlank() || token.length() > 4096 || !token.chars().allMatch(c -> c > 32
                && c < 127)) {
            throw new TransferProblem(
                    ProblemCode.INVALID_REQUEST, "The peer's token is missing or has characters that no token has.");
        }
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        """
                        INSERT INTO transfer.peer (job_id, url, token) VALUES (?, ?, ?)
                        ON CONFLICT (job_id) DO UPDATE SET url = excluded.url, token = excluded.token""")) {
            insert.setObject(1, job);
            insert.setString(2, address.toString());
            insert.setBytes(3, sealing.seal(token, job + " " + address));
            insert.executeUpdate();
        }
        return address;
    }

    /**
     * The peer of a job; empty when none was given or the job has ended.
     *
     * @throws TransferProblem when the credentials cannot be read any more
     */
    public Optional<Peer> find(UUID job) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT url, token FROM transfer.peer WHERE "
                        + "job_id = ?")) {
            query.setObject(1, job);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                // Checked again: the rules of the node may have become stricter since.
                PeerAddress address = PeerAddress.of(row.getString(1), settings.peerRules());
                return Optional.of(new Peer(address, sealing.open(row.getBytes(2), job + " " + address)));
            }
        } catch (GeneralSecurityException changed) {
            throw new TransferProblem(
                    ProblemCode.PEER_REFUSED,
                    "The kept token of the peer cannot be read: mudanza.node.secret has changed. Start the job again.");
        }
    }

    void remember(UUID job, UUID remoteJob) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE transfer.peer SET remote_job = ? WHERE job_id = ?")) {
            update.setObject(1, remoteJob);
            update.setObject(2, job);
            update.executeUpdate();
        }
    }

    /** The number of the job at the peer: the first, or a later one after the first has failed there. */
    int number(UUID job) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT remote_number FROM transfer.peer WHERE job_id = ?")) {
            query.setObject(1, job);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getInt(1) : 1;
            }
        }
    }

    void startOver(UUID job) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE transfer.peer SET remote_job = NULL, remote_number = remote_number + 1 WHERE job_id "
                                + "= ?")) {
            update.setObject(1, job);
            update.executeUpdate();
        }
    }

    Optional<UUID> remoteJob(UUID job) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT remote_job FROM transfer.peer WHERE job_id = ?")) {
            query.setObject(1, job);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }

    /** Forgets the peer of a job; does nothing when there is none. */
    public void forget(UUID job) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM transfer.peer WHERE job_id = ?")) {
            delete.setObject(1, job);
            delete.executeUpdate();
        }
    }

    /** Forgets peers that were kept longer than any job lasts. */
    public int forgetOlderThan(Duration age) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM transfer.peer WHERE created_at < now() - make_interval(secs => ?)")) {
            delete.setDouble(1, age.toSeconds());
            return delete.executeUpdate();
        }
    }
}
