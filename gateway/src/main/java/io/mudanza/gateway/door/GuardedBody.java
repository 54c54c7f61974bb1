package io.mudanza.gateway.door;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A body that ends with a problem when it is too long or comes too slowly. */
final class GuardedBody extends FilterInputStream {
    private final long most;
    private final long windowNanos;
    private final long leastPerWindow;
    private final long deadline;
    private final boolean timed;
    private boolean givenUp;
    private long bytes;
    private long waited;
    private long windowBytes;

    /**
     * @param most      bytes that may come
     * @param leastRate bytes a second in the mean of a window, 0 for any
     * @param time      in which all has to have come, null for any
     */
    GuardedBody(InputStream body, long most, long leastRate, Duration window, Duration time) {
        super(body);
        this.most = most;
        this.windowNanos = window.toNanos();
        this.leastPerWindow = leastRate * window.toMillis() / 1000;
        this.timed = time != null;
        this.deadline = System.nanoTime() + (timed ? time.toNanos() : 0);
    }

    /** A body that was given up is not read to its end, which may never come: the connection ends with the answer. */
    @Override
    public void close() throws IOException {
        if (!givenUp) {
            super.close();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        // The time in which nobody reads is not the caller's.
        long asked = System.nanoTime();
        int read;
        try {
            read = super.read(buffer, offset, length);
        } catch (IOException broken) {
            // Nothing came for as long as the server waits, or nobody is there any more.
            throw ended(new ProblemException(ProblemCode.REQUEST_TOO_SLOW, "request_too_slow", broken));
        }
        long now = System.nanoTime();
        if (read < 0) {
            return read;
        }
        bytes += read;
        if (bytes > most) {
            throw ended(new ProblemException(ProblemCode.PAYLOAD_TOO_LARGE, "request.too_large"));
        }
        waited += now - asked;
        windowBytes += read;
        if (timed && now - deadline > 0) {
            throw ended(new ProblemException(ProblemCode.REQUEST_TOO_SLOW, "request_too_slow"));
        }
        if (waited >= windowNanos) {
            if (windowBytes < leastPerWindow) {
                throw ended(new ProblemException(ProblemCode.REQUEST_TOO_SLOW, "request_too_slow"));
            }
            waited = 0;
            windowBytes = 0;
        }
        return read;
    }

    /** JSON is read by the framework, which passes a problem on; a stream by an HTTP client, which passes an IOException on. */
    private IOException ended(ProblemException problem) {
        givenUp = true;
        if (timed) {
            throw problem;
        }
        return new IOException(problem);
    }
}
