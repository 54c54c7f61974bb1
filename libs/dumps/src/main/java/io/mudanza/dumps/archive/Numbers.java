package io.mudanza.dumps.archive;

import io.mudanza.dumps.DumpException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ByteArrayOutputStream;

/**
 * How an archive writes numbers: a sign and so many bytes, the lowest first.
 *
 * @param intSize    bytes of a number
 * @param offsetSize bytes of a place in the file
 */
record Numbers(int intSize, int offsetSize) {

    private static final int PIECE = 64 << 10;

    int number(InputStream in) throws IOException {
        int sign = octet(in);
        long value = 0;
        for (int i = 0; i < intSize; i++) {
            long octet = octet(in);
            if (i < Integer.BYTES) {
                value |= octet << 8 * i;
            } else if (octet != 0) {
                throw corrupt();
            }
        }
        if (value > Integer.MAX_VALUE || sign > 1) {
            throw corrupt();
        }
        return (int) (sign == 0 ? value : -value);
    }

    /** -1 when the place is not known. */
    long offset(InputStream in) throws IOException {
        int state = octet(in);
        long place = 0;
        for (int i = 0; i < offsetSize; i++) {
            long octet = octet(in);
            if (i < Long.BYTES) {
                place |= octet << 8 * i;
            } else if (octet != 0) {
                throw corrupt();
            }
        }
        if (state < 1 || state > 3 || place < 0) {
            throw corrupt();
        }
        return state == 2 ? place : -1;
    }

    /** Null for the text that is none. */
    byte[] text(InputStream in, long limit) throws IOException {
        int length = number(in);
        if (length < 0) {
            return null;
        }
        if (length > limit) {
            throw new DumpException(DumpException.Code.DUMP_LIMIT, "A text in the table of contents of the dump has "
                    + length + " bytes, more than the " + limit + " that are left of the limit.");
        }
        // In pieces: a length that lies must not take memory.
        ByteArrayOutputStream text = new ByteArrayOutputStream(Math.min(length, PIECE));
        byte[] piece = new byte[Math.min(length, PIECE)];
        for (int left = length; left > 0; ) {
            int got = in.read(piece, 0, Math.min(left, piece.length));
            if (got < 0) {
                throw truncated();
            }
            text.write(piece, 0, got);
            left -= got;
        }
        return text.toByteArray();
    }

    static int octet(InputStream in) throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw truncated();
        }
        return octet;
    }

    static DumpException truncated() {
        return new DumpException(DumpException.Code.DUMP_TRUNCATED,
                "The archive ends too early: it was cut. Copy or make it again.");
    }

    static DumpException corrupt() {
        return new DumpException(DumpException.Code.DUMP_CORRUPT,
                "The archive contradicts its own format: it is damaged. Copy or make it again.");
    }
}
