package io.mudanza.audit;

import io.mudanza.bundle.sign.NodeKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The signed checkpoints of a trail, one per line of a file outside the database. Copy the file elsewhere now and then:
 * who can change both it and the database can cut the end of both.
 */
public final class AuditCheckpoints {
    private final Path file;
    private final NodeKey key;
    private long written = -1;

    /** @param file made at the first checkpoint */
    public AuditCheckpoints(Path file, NodeKey key) {
        this.file = file;
        this.key = key;
    }

    /**
     * With the node's key.
     *
     * @param keyFile made when there is none
     * @throws IOException when the key cannot be read or made
     */
    public static AuditCheckpoints of(Path file, Path keyFile) throws IOException {
        return new AuditCheckpoints(file, NodeKey.loadOrCreate(keyFile));
    }

    NodeKey key() {
        return key;
    }

    /** Writes one when the trail has grown since the last. Forced to disk. */
    public synchronized void write(AuditTrail trail) throws SQLException, IOException {
        AuditCheckpoint.Point point = trail.head();
        if (point.seq() == 0 || point.seq() == written) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        // A line that was cut by a crash is ended first, so that it spoils none but itself.
        String line = "\n" + AuditCheckpoint.sign(trail.name(), point, Instant.now(), key).line() + "\n";
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        written = point.seq();
    }

    /** All that can be read, the oldest first; empty when there is no file. */
    List<AuditCheckpoint> read() throws IOException {
        List<AuditCheckpoint> checkpoints = new ArrayList<>();
        if (Files.exists(file)) {
            try (var lines = Files.lines(file)) {
                lines.filter(line -> !line.isBlank()).map(AuditCheckpoint::of).filter(found -> found != null)
                        .forEach(checkpoints::add);
            }
        }
        return checkpoints;
    }
}
