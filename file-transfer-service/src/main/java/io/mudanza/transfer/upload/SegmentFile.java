package io.mudanza.transfer.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Writes the body of one request to a file. */
final class SegmentFile {

    private static final int BUFFER = 1 << 16;

    private SegmentFile() {}

    /**
     * What arrived.
     *
     * @param bytes bytes on disk
     * @param ended whether the body came to its end; false when the connection broke
     */
    record Written(long bytes, boolean ended) {}

    /** Writes and forces to disk. A broken connection is not a failure: what arrived before is kept. */
    static Written write(
            Path file, InputStream body, MessageDigest digest, Quota quota, long offset, BooleanSupplier superseded)
            throws IOException {
        long limit = quota.bytes() - offset;
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            long bytes = 0;
            while (!superseded.getAsBoolean()) {
                int read;
                try {
                    read = body.read(buffer);
                } catch (IOException | RuntimeException broken) {
                    if (superseded.getAsBoolean()) {
                        break;
                    }
                    out.force(true);
                    return new Written(bytes, false);
                }
                if (read < 0) {
                    out.force(true);
                    return new Written(bytes, true);
                }
                if (bytes + read > limit) {
                    throw quota.exceeded();
                }
                digest.update(buffer, 0, read);
                ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read);
                while (chunk.hasRemaining()) {
                    out.write(chunk);
                }
                bytes += read;
            }
            return new Written(bytes, false);
        } catch (ClosedByInterruptException interrupted) {
            return new Written(0, false);
        }
    }

    /** Joins the segments into a file that appears only when it is whole; the segments go then. */
    static Path join(Path folder, List<Segment> segments, Path whole) throws IOException {
        Path draft = folder.resolve("joining");
        Files.createDirectories(folder);
        try (SegmentStream all = new SegmentStream(folder, segments);
                FileChannel out = FileChannel.open(
                        draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE)) {
            all.transferTo(Channels.newOutputStream(out));
            out.force(true);
        }
        Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE);
        for (Segment segment : segments) {
            Files.deleteIfExists(folder.resolve(segment.file()));
        }
        return whole;
    }

    static void deleteFolder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> inside = Files.list(folder)) {
            files = inside.toList();
        } catch (NoSuchFileException gone) {
            return;
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
