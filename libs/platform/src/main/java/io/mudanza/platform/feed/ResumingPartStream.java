package io.mudanza.platform.feed;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The stored bytes of one part; goes on from where it was when the connection breaks or the service restarts. */
final class ResumingPartStream extends InputStream {

    private final ServiceCall call;
    private final URI address;
    private final long length;
    private final BooleanSupplier cancelled;
    private InputStream body;
    private long position;
    private long lastByte = System.nanoTime();

    ResumingPartStream(ServiceCall call, URI address, long length, BooleanSupplier cancelled) throws IOException {
        this.call = call;
        this.address = address;
        this.length = length;
        this.cancelled = cancelled;
        connect();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (position < length) {
            int done = readOnce(bytes, offset, count);
            if (done > 0) {
                position += done;
                lastByte = System.nanoTime();
                return done;
            }
            connect();
        }
        return -1;
    }

    private int readOnce(byte[] bytes, int offset, int count) {
        try {
            return body.read(bytes, offset, (int) Math.min(count, length - position));
        } catch (IOException e) {
            // The connection is gone; the caller connects again from the byte after the last one it has.
            return -1;
        }
    }

    private void connect() throws IOException {
        long wait = 100;
        while (true) {
            close();
            IOException trouble;
            try {
                HttpResponse<InputStream> answer = call.get(address, position);
                if (answer.statusCode() == (position > 0 ? 206 : 200)) {
                    body = answer.body();
                    return;
                }
                answer.body().close();
                trouble = new IOException("A part was answered with status " + answer.statusCode() + ".");
                if (answer.statusCode() == 404 || answer.statusCode() == 410 || answer.statusCode() == 416) {
                    throw new RefusedException(trouble.getMessage());
                }
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                trouble = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Reading a part was interrupted.", e);
            }
            giveUpWhenLate(trouble);
            pause(wait);
            wait = Math.min(wait * 2, 2_000);
        }
    }

    private void giveUpWhenLate(IOException trouble) throws IOException {
        if (cancelled.getAsBoolean()) {
            throw new IOException("Reading a part was stopped.", trouble);
        }
        if (Duration.ofNanos(System.nanoTime() - lastByte).compareTo(call.patience()) > 0) {
            throw trouble;
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Reading a part was interrupted.", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (body != null) {
            body.close();
            body = null;
        }
    }
}
