package io.mudanza.outbound.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ends the reading of a body that brings less than a number of bytes per window. Time that the reader spends
 * elsewhere does not
 * count: only a window during which somebody waited for bytes can be a stall.
 */
final class GuardedStream extends FilterInputStream {

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong waitedNanos = new AtomicLong();
    private final ScheduledFuture<?> guard;
    private final Duration window;
    private volatile long waitingSince;
    private volatile boolean stalled;
    private long bytesBefore;
    private long waitedBefore;

    GuardedStream(InputStream body, ScheduledExecutorService clock, Duration window, long minBytes) {
        super(body);
        this.window = window;
        long nanos = window.toNanos();
        guard = clock.scheduleWithFixedDelay(() -> check(nanos, minBytes), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void check(long windowNanos, long minBytes) {
        long since = waitingSince;
        long waited = waitedNanos.get() + (since == 0 ? 0 : System.nanoTime() - since);
        long now = bytes.get();
        if (now - bytesBefore < minBytes && waited - waitedBefore > windowNanos * 8 / 10) {
            stalled = true;
            guard.cancel(false);
            closeQuietly();
        }
        bytesBefore = now;
        waitedBefore = waited;
    }

    private void closeQuietly() {
        try {
            super.close();
        } catch (IOException alreadyBroken) {
            // The reader gets a StalledException in any case.
            stalled = true;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        long begin = System.nanoTime();
        waitingSince = begin;
        try {
            int read = super.read(target, from, length);
            if (stalled) {
                throw new IOException("closed");
            }
            if (read > 0) {
                bytes.addAndGet(read);
            }
            return read;
        } catch (IOException broken) {
            if (stalled) {
                throw new StalledException("too few bytes came within " + window.toSeconds() + " s", broken);
            }
            throw broken;
        } finally {
            waitingSince = 0;
            waitedNanos.addAndGet(System.nanoTime() - begin);
        }
    }

    @Override
    public void close() throws IOException {
        guard.cancel(false);
        super.close();
    }
}
