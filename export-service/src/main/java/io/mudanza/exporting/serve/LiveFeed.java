package io.mudanza.exporting.serve;

import io.mudanza.bundle.part.FeedJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.store.CarriedParts;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.exporting.run.ExportEntity;
import io.mudanza.exporting.run.ExportFolders;
import io.mudanza.exporting.run.ExportRepository;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes the feed of a job to one follower: what is there, then every line as it is written. When another attempt takes
 * the export over, its feed follows, and its first line tells the follower to start again.
 */
final class LiveFeed {

    private static final byte[] ALIVE =
            (FeedJson.write(new FeedLine.Alive()) + "\n").getBytes(StandardCharsets.UTF_8);
    private static final FeedLine.Failed FAILED_REMOVED = new FeedLine.Failed(
            ProblemCode.NOT_FOUND.wire(), "The export was removed. Start a new one.");
    private static final FeedLine.Failed FAILED_STOPPED = new FeedLine.Failed(
            ProblemCode.CANCELLED.wire(), "The export was stopped before it was complete. Start a new one.");
    private static final long POLL_MILLIS = 100;
    private static final long ALIVE_NANOS = 3_000_000_000L;
    private static final long ROW_NANOS = 1_000_000_000L;

    private final ExportRepository exports;
    private final ExportFolders folders;
    private final UUID job;
    private final OutputStream connection;
    private final int largestCarried;
    private OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private long sent;
    private long lastWrite = System.nanoTime();

    /** @param largestCarried bytes that a part may have at most to come with its line; 0 for none */
    LiveFeed(ExportRepository exports, ExportFolders folders, UUID job, OutputStream out, int largestCarried) {
        this.exports = exports;
        this.folders = folders;
        this.job = job;
        this.connection = out;
        this.out = out;
        this.largestCarried = largestCarried;
    }

    /**
     * Returns when the feed has its last line or the export was removed.
     *
     * @param from so many parts the follower has already
     */
    void run(long from) throws IOException {
        long known = from;
        long attempt = -1;
        long asked = 0;
        ExportEntity row = null;
        while (true) {
            boolean more = row != null && send(folders.store(job, attempt).feedFile());
            if (!more && row != null && row.state() != ExportEntity.State.RUNNING) {
                return;
            }
            if (row == null || System.nanoTime() - asked > ROW_NANOS) {
                ExportEntity now = exports.current(job).orElse(null);
                asked = System.nanoTime();
                if (now == null && (row != null || !exports.expected(job))) {
                    last(FAILED_REMOVED);
                    return;
                }
                if (now != null && now.attempt() != attempt) {
                    attempt = now.attempt();
                    sent = 0;
                    out = carrying(attempt, known);
                    known = 0;
                } else if (now != null && now.state() == ExportEntity.State.RUNNING && !exports.expected(job)) {
                    // Its step was cancelled or given up: no attempt will write the last line.
                    last(FAILED_STOPPED);
                    return;
                }
                row = now;
            }
            if (!more) {
                keepAlive();
                pause();
            }
        }
    }

    private OutputStream carrying(long attempt, long known) {
        return largestCarried > 0
                ? new CarryingOutput(connection, new CarriedParts(folders.store(job, attempt), largestCarried, known))
                : connection;
    }

    private void last(FeedLine.Failed line) throws IOException {
        connection.write((FeedJson.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
        connection.flush();
    }

    /** Sends the complete lines behind those that were sent; true when there were some. */
    private boolean send(Path feed) throws IOException {
        try (FileChannel file = FileChannel.open(feed, StandardOpenOption.READ)) {
            long end = lastLineEnd(file);
            if (end <= sent) {
                return false;
            }
            while (sent < end) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), end - sent));
                int read = file.read(buffer, sent);
                if (read <= 0) {
                    break;
                }
                out.write(buffer.array(), 0, read);
                sent += read;
            }
            out.flush();
            lastWrite = System.nanoTime();
            return true;
        } catch (NoSuchFileException e) {
            // The attempt has not begun its feed yet, or its folder was just removed by the next one.
            return false;
        }
    }

    /** Position behind the last line end, so that half a line is never sent. */
    private long lastLineEnd(FileChannel file) throws IOException {
        long end = file.size();
        ByteBuffer tail = ByteBuffer.allocate(8 * 1024);
        while (end > sent) {
            long from = Math.max(sent, end - tail.capacity());
            tail.clear().limit((int) (end - from));
            int read = file.read(tail, from);
            for (int i = read - 1; i >= 0; i--) {
                if (tail.get(i) == '\n') {
                    return from + i + 1;
                }
            }
            end = from;
        }
        return sent;
    }

    private void keepAlive() throws IOException {
        if (System.nanoTime() - lastWrite > ALIVE_NANOS) {
            connection.write(ALIVE);
            connection.flush();
            lastWrite = System.nanoTime();
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The feed was interrupted.");
        }
    }
}
