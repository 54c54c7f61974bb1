package io.mudanza.transfer.peer;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.Sha256;
import io.mudanza.outbound.client.OutboundAnswer;
import io.mudanza.outbound.client.OutboundRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Downloads one thing of known length and SHA-256 and continues it where a connection broke. Wrong bytes are fetched
 * again from the
 * beginning, at most {@value #TRIES} times. Belongs to one thread.
 */
public final class PartDownload {

    private static final int TRIES = 3;
    private static final int RESTARTS = 8;
    private static final int BUFFER = 1 << 16;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final PeerClient client;
    private final Supplier<OutboundRequest.Builder> request;
    private final Expected expected;
    private final Duration patience;
    private final BooleanSupplier cancelled;
    private final Watcher watcher;

    /**
     * What must arrive.
     *
     * @param name   for messages
     * @param length bytes
     * @param sha256 64 hexadecimal digits
     */
    public record Expected(String name, long length, String sha256) {}

    /** Where the bytes go. */
    public interface Sink extends AutoCloseable {
        WritableByteChannel channel();

        /** The bytes are right: they may become visible. */
        void accept() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Opens an empty sink for each try. */
    public interface Sinks {
        Sink open() throws IOException;
    }

    /** Is told what happens on the way. */
    public interface Watcher {
        /** So many bytes came. */
        void bytes(long count);

        /** A connection or a try was lost. */
        void retry();
    }

    private enum Outcome {
        RIGHT,
        WRONG,
        RESTART
    }

    public PartDownload(
            PeerClient client,
            Supplier<OutboundRequest.Builder> request,
            Expected expected,
            Duration patience,
            BooleanSupplier cancelled,
            Watcher watcher) {
        this.client = client;
        this.request = request;
        this.expected = expected;
        this.patience = patience;
        this.cancelled = cancelled;
        this.watcher = watcher;
    }

    /**
     * Downloads into a sink and accepts it.
     *
     * @throws BundleException {@code bundle_part_corrupt} after the last try
     * @throws PeerFailure     when the peer refuses, or stays away longer than the patience
     * @throws IOException     when the sink fails
     */
    public void run(Sinks sinks) throws IOException, PeerFailure, InterruptedException {
        int wrong = 0;
        int restarts = 0;
        Backoff backoff = new Backoff(patience);
        while (true) {
            try (Sink sink = sinks.open()) {
                switch (fill(sink.channel(), backoff)) {
                    case RIGHT -> {
                        sink.accept();
                        return;
                    }
                    case WRONG -> wrong++;
                    case RESTART -> restarts++;
                }
            }
            watcher.retry();
            if (wrong == TRIES || restarts == RESTARTS) {
                throw new BundleException(
                        BundleException.Code.BUNDLE_PART_CORRUPT,
                        wrong == TRIES
                                ? expected.name() + " came damaged " + TRIES
                                + " times; check the peer's disk and start a new export."
                                : expected.name() + " broke off " + RESTARTS
                                + " times and the peer cannot continue a download;"
                                        + " check what lies between the nodes.");
            }
        }
    }

    private Outcome fill(WritableByteChannel out, Backoff backoff)
            throws IOException, PeerFailure, InterruptedException {
        MessageDigest digest = Sha256.digest();
        long done = 0;
        String etag = null;
        do {
            PeerFailure trouble = null;
            try (OutboundAnswer answer = client.open(rangeRequest(done, etag))) {
                if (answer.status() != (done > 0 ? 206 : 200)) {
                    return done > 0 ? Outcome.RESTART : Outcome.WRONG;
                }
                if (done > 0 && !continues(answer, done)) {
                    return Outcome.WRONG;
                }
                PeerClient.requireBytes(answer);
                String tag = answer.header("ETag").filter(text -> text.startsWith("\"")).orElse(null);
                if (done > 0 && !etag.equals(tag)) {
                    return Outcome.WRONG;
                }
                etag = tag;
                long before = done;
                done = copy(answer.body(), out, digest, done);
                if (done > expected.length()) {
                    return Outcome.WRONG;
                }
                if (done > before) {
                    backoff.succeeded();
                }
            } catch (PeerFailure failure) {
                if (failure.status() == 416) {
                    return Outcome.WRONG;
                }
                // 404: the peer may be starting its export over; its feed will say so.
                if (!failure.passing() && failure.status() != 404) {
                    throw failure;
                }
                trouble = failure;
            }
            if (done < expected.length()) {
                watcher.retry();
                if (!backoff.pause(trouble == null ? null : trouble.retryAfter(), cancelled)) {
                    throw trouble == null ? PeerClient.brokeOff(expected.name()) : trouble;
                }
                checkCancelled();
                if (done > 0 && etag == null) {
                    return Outcome.RESTART;
                }
            }
        } while (done < expected.length());
        return HexFormat.of().formatHex(digest.digest()).equals(expected.sha256()) ? Outcome.RIGHT : Outcome.WRONG;
    }

    private OutboundRequest rangeRequest(long done, String etag) {
        // A byte more than is missing may come, so that a body that is too long is noticed and not just cut.
        OutboundRequest.Builder builder = request.get().largest(expected.length() - done + 1);
        if (done > 0) {
            builder.header("Range", "bytes=" + done + "-").header("If-Range", etag);
        }
        return builder.build();
    }

    private boolean continues(OutboundAnswer answer, long done) {
        Matcher range = CONTENT_RANGE.matcher(answer.header("Content-Range").orElse(""));
        return range.matches()
                && Long.parseLong(range.group(1)) == done
                && Long.parseLong(range.group(2)) == expected.length() - 1
                && Long.parseLong(range.group(3)) == expected.length();
    }

    /** Copies until the body ends, breaks, or brings more than was announced; failures of the sink pass through. */
    private long copy(InputStream body, WritableByteChannel out, MessageDigest digest, long from)
            throws IOException, InterruptedException {
        byte[] buffer = new byte[BUFFER];
        long done = from;
        while (true) {
            int read;
            try {
                read = body.read(buffer);
            } catch (IOException broken) {
                checkCancelled();
                return done;
            }
            if (read < 0) {
                return done;
            }
            done += read;
            if (done > expected.length()) {
                return done;
            }
            digest.update(buffer, 0, read);
            ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read);
            while (chunk.hasRemaining()) {
                out.write(chunk);
            }
            watcher.bytes(read);
            checkCancelled();
        }
    }

    private void checkCancelled() throws InterruptedException {
        if (cancelled.getAsBoolean()) {
            throw new InterruptedException("the download was told to stop");
        }
    }
}
