package io.mudanza.gateway.transfers;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A chunk of an upload whose length was announced: it cannot grow beyond it, nor end before it. */
public final class AnnouncedBody extends FilterInputStream {
    private final long announced;
    private final boolean last;
    private long reached;

    public AnnouncedBody(InputStream body, long offset, long announced, boolean last) {
        super(body);
        this.reached = offset;
        this.announced = announced;
        this.last = last;
    }

    /** Refuses what can be known before anything is read. */
    public static void check(long offset, String length, long announced, boolean last) {
        if (offset > announced) {
            throw tooLong(announced);
        }
        if (length == null) {
            return;
        }
        long end = offset + Long.parseLong(length);
        if (end > announced) {
            throw tooLong(announced);
        }
        if (last && end < announced) {
            throw tooShort(announced, end);
        }
    }

    /** What is too long is not read to its end. */
    @Override
    public void close() throws IOException {
        if (reached <= announced) {
            super.close();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0 && last && reached < announced) {
            throw tooShort(announced, reached);
        }
        reached += Math.max(0, read);
        if (reached > announced) {
            throw tooLong(announced);
        }
        return read;
    }

    private static ProblemException tooLong(long announced) {
        return new ProblemException(ProblemCode.PAYLOAD_TOO_LARGE, "upload.too_long", announced);
    }

    private static ProblemException tooShort(long announced, long reached) {
        return new ProblemException(ProblemCode.INVALID_REQUEST, "upload.too_short", announced, reached);
    }
}
