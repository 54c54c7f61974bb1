package io.mudanza.transfer.upload;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The truth about uploads: how many bytes are kept, in which segments, and who may write next. */
@Singleton
class UploadLedger {

    private final AgroalDataSource database;

    UploadLedger(@DataSource("transfer") AgroalDataSource database) {
        this.database = database;
    }

    Optional<UploadState> find(UUID id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT offset_bytes, complete FROM transfer.upload WHERE id = "
                                + "?")) {
            query.setObject(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(new UploadState(row.getLong(1), row.getBoolean(2))) : Optional.empty();
            }
        }
    }

    /**
     * Makes the caller the only writer; every earlier writer loses its right to commit.
     *
     * @return the fencing number of the writer; empty when the offset is not where the upload stands or it is complete
     */
    Optional<Long> claim(UUID id, long offset) throws SQLException {
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO transfer.upload (id) VALUES (?) ON CONFLICT DO NOTHING")) {
                insert.setObject(1, id);
                insert.executeUpdate();
            }
            try (PreparedStatement claim = connection.prepareStatement(
                    """
                    UPDATE transfer.upload SET writer = writer + 1, updated_at = now()
                     WHERE id = ? AND offset_bytes = ? AND NOT complete RETURNING writer""")) {
                claim.setObject(1, id);
                claim.setLong(2, offset);
                try (ResultSet row = claim.executeQuery()) {
                    return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
                }
            }
        }
    }

    /** @return false when a newer writer has taken over; nothing has changed then */
    boolean commit(UUID id, long writer, Segment segment, boolean last) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement commit = connection.prepareStatement(
                        """
                        WITH moved AS (
                            UPDATE transfer.upload SET offset_bytes = offset_bytes + ?, complete = ?, updated_at = now()
                             WHERE id = ? AND writer = ? AND offset_bytes = ? AND NOT complete RETURNING id)
                        INSERT INTO transfer.upload_segment (upload_id, from_offset, length_bytes, file)
                        SELECT id, ?, ?, ? FROM moved""")) {
            commit.setLong(1, segment.length());
            commit.setBoolean(2, last);
            commit.setObject(3, id);
            commit.setLong(4, writer);
            commit.setLong(5, segment.from());
            commit.setLong(6, segment.from());
            commit.setLong(7, segment.length());
            commit.setString(8, segment.file());
            return commit.executeUpdate() == 1;
        }
    }

    List<Segment> segments(UUID id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        """
                        SELECT from_offset, length_bytes, file FROM transfer.upload_segment
                         WHERE upload_id = ? AND length_bytes > 0 ORDER BY from_offset""")) {
            query.setObject(1, id);
            List<Segment> segments = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    segments.add(new Segment(row.getLong(1), row.getLong(2), row.getString(3)));
                }
            }
            return segments;
        }
    }

    void remove(UUID id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM transfer.upload WHERE id = ?")) {
            delete.setObject(1, id);
            delete.executeUpdate();
        }
    }

    List<UUID> untouchedFor(Duration age) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT id FROM transfer.upload WHERE updated_at < now() - make_interval(secs => ?)")) {
            query.setDouble(1, age.toMillis() / 1000.0);
            List<UUID> ids = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getObject(1, UUID.class));
                }
            }
            return ids;
        }
    }
}
