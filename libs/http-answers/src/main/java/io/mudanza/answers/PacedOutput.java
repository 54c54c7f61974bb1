package io.mudanza.answers;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A body that runs ahead of its connection by {@value #AHEAD} bytes at most. What a thread writes to Vert.x goes to the
 * event loop first, and counts as waiting only there: a fast writer beside a busy loop would fill the heap.
 */
public final class PacedOutput extends OutputStream {

    private static final int AHEAD = 256 << 10;
    private static final long LONGEST_SECONDS = 60;

    private final OutputStream out;
    private final Context loop = Vertx.currentContext();
    private int ahead;

    /** @param out the body of the answer that this thread writes */
    public PacedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        ahead += length;
        if (ahead >= AHEAD) {
            ahead = 0;
            out.flush();
            awaitLoop();
        }
    }

    /** Returns when the event loop has done what was handed to it before. */
    private void awaitLoop() throws IOException {
        if (loop == null) {
            return;
        }
        CountDownLatch reached = new CountDownLatch(1);
        loop.runOnContext(ignored -> reached.countDown());
        try {
            if (!reached.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the connection has not moved for " + LONGEST_SECONDS + " s");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("writing was told to stop");
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
