package io.mudanza.dumps.sql;

import io.mudanza.dumps.DumpException;
import java.io.IOException;
import java.io.InputStream;

/** Bytes with a look ahead. Not thread-safe. */
public final class ByteSource {

    private static final int BUFFER = 256 << 10;

    /** What {@link #read()} and {@link #peek} answer at the end. */
    public static final int END = -1;

    private final InputStream in;
    private final long limit;
    private byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long before;
    private boolean ended;

    /** @param limit bytes after which it refuses to go on */
    public ByteSource(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    /** The next byte, or {@link #END}. */
    public int read() throws IOException {
        return from < to || fill(1) ? buffer[from++] & 0xff : END;
    }

    /** The byte so many places ahead, 0 being the next; at most some kilobytes. */
    public int peek(int ahead) throws IOException {
        return to - from > ahead || fill(ahead + 1) ? buffer[from + ahead] & 0xff : END;
    }

    /** Bytes read so far. */
    public long position() {
        return before + from;
    }

    /** Makes sure that there is something between {@link #from()} and {@link #to()}; false at the end. */
    public boolean more() throws IOException {
        return from < to || fill(1);
    }

    /** The bytes at hand, valid until the next call. */
    public byte[] buffer() {
        return buffer;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** Goes on after some of the bytes at hand. */
    public void skip(int count) {
        from += count;
    }

    private boolean fill(int wanted) throws IOException {
        if (buffer.length - from < wanted || from == to) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            before += from;
            to -= from;
            from = 0;
        }
        while (to - from < wanted && !ended) {
            int got = in.read(buffer, to, buffer.length - to);
            if (got < 0) {
                ended = true;
            } else {
                to += got;
                if (before + to > limit) {
                    throw new DumpException(DumpException.Code.DUMP_LIMIT, "The dump is larger than " + limit
                            + " bytes when it is unpacked. Raise the limit if that is as it should be.");
                }
            }
        }
        return to - from >= wanted;
    }
}
