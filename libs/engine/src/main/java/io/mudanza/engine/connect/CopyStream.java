package io.mudanza.engine.connect;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a server sends. While rows are diverted, CopyData messages go to a receiver straight from the buffer of the
 * socket, without an array for each; all other messages reach the driver as if nothing had happened. Not for encrypted
 * connections: there the driver reads through a stream of its own, and {@link #atRest()} is never true.
 */
public final class CopyStream extends InputStream {

    private static final int BUFFER = 128 << 10;
    private static final int LEAST_ROOM = 32 << 10;
    private static final int HEADER = 5;
    private static final byte DATA = 'd';

    /** What comes last when a server has answered a statement and waits for the next; then the state of the transaction. */
    private static final long READY = 0x5A_00_00_00_05L;

    /** Takes the contents of CopyData messages. */
    public interface Receiver {

        /**
         * The next piece of a message, the whole of it unless it is longer than the buffer.
         *
         * @param first whether a message begins here; the piece has then at least 64 bytes or all there are
         * @param last  whether the message ends here
         */
        void data(byte[] bytes, int offset, int length, boolean first, boolean last) throws IOException;
    }

    private final InputStream in;
    private long tail;
    private byte[] buffer;
    private int from;
    private int to;
    private int passing;
    private long dataLeft;
    private boolean dataBegins;
    private Receiver receiver;

    CopyStream(InputStream in) {
        this.in = in;
    }

    /** True when the driver has taken everything that the server has to say, so that rows may be diverted from here on. */
    public boolean atRest() {
        return tail >>> 8 == READY && receiver == null;
    }

    /** Diverts rows from the next message on; null to end it. */
    public void divertTo(Receiver rows) {
        receiver = rows;
        if (rows != null) {
            passing = 0;
            dataLeft = 0;
            if (buffer == null) {
                buffer = new byte[BUFFER];
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int got;
        if (receiver != null) {
            got = besidesRows(bytes, offset, length);
        } else if (from < to) {
            got = take(bytes, offset, Math.min(length, to - from));
        } else {
            got = in.read(bytes, offset, length);
        }
        for (int i = Math.max(0, got - 6); i < got; i++) {
            tail = (tail << 8 | bytes[offset + i] & 0xff) & 0xffff_ffff_ffffL;
        }
        return got;
    }

    private int take(byte[] bytes, int offset, int count) {
        System.arraycopy(buffer, from, bytes, offset, count);
        from += count;
        return count;
    }

    /** Hands rows to the receiver until something else comes, which is for the driver. */
    private int besidesRows(byte[] bytes, int offset, int length) throws IOException {
        while (true) {
            if (passing > 0) {
                need(1);
                int got = take(bytes, offset, Math.min(Math.min(length, passing), to - from));
                passing -= got;
                return got;
            }
            if (dataLeft > 0) {
                deliver();
                continue;
            }
            if (to - from < HEADER && !need(HEADER)) {
                return -1;
            }
            int size = (buffer[from + 1] & 0xff) << 24 | (buffer[from + 2] & 0xff) << 16
                    | (buffer[from + 3] & 0xff) << 8 | buffer[from + 4] & 0xff;
            if (buffer[from] != DATA) {
                passing = Math.max(size, 4) + 1;
            } else if (size - 4 <= to - from - HEADER && size > 4) {
                receiver.data(buffer, from + HEADER, size - 4, true, true);
                from += size + 1;
            } else {
                from += HEADER;
                dataLeft = size - 4;
                dataBegins = true;
            }
        }
    }

    /** A message that is not in the buffer as a whole. */
    private void deliver() throws IOException {
        need((int) Math.min(dataBegins ? BUFFER : 1, dataLeft));
        int step = (int) Math.min(dataLeft, to - from);
        dataLeft -= step;
        receiver.data(buffer, from, step, dataBegins, dataLeft == 0);
        dataBegins = false;
        from += step;
    }

    /** Waits for bytes; false when the server has ended the connection between two messages. */
    private boolean need(int count) throws IOException {
        if (buffer.length - from < count || buffer.length - to < LEAST_ROOM) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        while (to - from < count) {
            int got = in.read(buffer, to, buffer.length - to);
            if (got < 0) {
                if (to > from || dataLeft > 0 || passing > 0) {
                    throw new EOFException("the server ended the connection within a message");
                }
                return false;
            }
            to += got;
        }
        return true;
    }

    @Override
    public int available() throws IOException {
        return from < to ? to - from : in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
