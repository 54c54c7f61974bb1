package io.mudanza.transfer.media;

import io.agroal.api.AgroalDataSource;
import io.mudanza.bundle.digest.Sha256;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** SHA-256 of media files, remembered by size, time and inode, so that a repeated listing reads no file twice. */
@Singleton
class MediaHashes {

    private static final int BUFFER = 1 << 17;

    private final AgroalDataSource database;

    MediaHashes(@DataSource("transfer") AgroalDataSource database) {
        this.database = database;
    }

    /** What a file hashed to when it was in this state. */
    record Known(FileState state, String sha256) {}

    Map<String, Known> find(Collection<String> keys) throws SQLException {
        Map<String, Known> found = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT key, size_bytes, mtime_nanos, inode, sha256 FROM transfer.media_hash WHERE key = ANY "
                                + "(?)")) {
            query.setArray(1, connection.createArrayOf("text", keys.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    FileState state = new FileState(row.getLong(2), row.getLong(3), row.getString(4));
                    found.put(row.getString(1), new Known(state, row.getString(5)));
                }
            }
        }
        return found;
    }

    void remember(Map<String, Known> fresh) throws SQLException {
        if (fresh.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        """
                        INSERT INTO transfer.media_hash (key, size_bytes, mtime_nanos, inode, sha256) VALUES (?, ?, ?,
                                ?, ?)
                        ON CONFLICT (key) DO UPDATE SET size_bytes = excluded.size_bytes,
                                mtime_nanos = excluded.mtime_nanos,
                               inode = excluded.inode, sha256 = excluded.sha256, seen_at = now()""")) {
            // In the order of the keys, so that two listings at once cannot block each other.
            for (String key : fresh.keySet().stream().sorted().toList()) {
                Known known = fresh.get(key);
                insert.setString(1, key);
                insert.setLong(2, known.state().size());
                insert.setLong(3, known.state().mtime());
                insert.setString(4, known.state().inode());
                insert.setString(5, known.sha256());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Hashes a file; tries again when it changes meanwhile. */
    static Known hash(Path file) throws IOException {
        for (int attempt = 1; ; attempt++) {
            FileState before = FileState.of(file);
            MessageDigest digest = Sha256.digest();
            try (InputStream input = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                byte[] buffer = new byte[BUFFER];
                for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
            if (before.equals(FileState.of(file))) {
                return new Known(before, HexFormat.of().formatHex(digest.digest()));
            }
            if (attempt == 3) {
                throw new IOException("the media file " + file.getFileName() + " changes while it is read");
            }
        }
    }

    /** False for a file so young that it may still change within the resolution of its time. */
    static boolean worthRemembering(Known known) {
        long age = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - known.state().mtime();
        return age > TimeUnit.SECONDS.toNanos(2);
    }
}
