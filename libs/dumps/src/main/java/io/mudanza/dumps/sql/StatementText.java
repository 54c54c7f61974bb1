package io.mudanza.dumps.sql;

import io.mudanza.dumps.DumpException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of the statement that is being read, up to a limit. */
final class StatementText {

    private static final int SMALL = 8 << 10;
    private static final int LARGE = 1 << 20;

    private final int limit;
    private byte[] bytes = new byte[SMALL];
    private int length;

    StatementText(int limit) {
        this.limit = limit;
    }

    void clear() {
        length = 0;
        if (bytes.length > LARGE) {
            bytes = new byte[SMALL];
        }
    }

    void put(int c) throws DumpException {
        if (length == bytes.length) {
            if (length >= limit) {
                throw new DumpException(DumpException.Code.DUMP_LIMIT, "A statement of the dump has more than " + limit
                        + " bytes. Raise the limit if that is as it should be.");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, bytes.length * 2L));
        }
        bytes[length++] = (byte) c;
    }

    int length() {
        return length;
    }

    byte at(int index) {
        return bytes[index];
    }

    byte[] bytes(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** From a place to the end, as characters. */
    String spelling(int from, Charset charset) throws DumpException {
        for (int i = from; i < length; i++) {
            if (bytes[i] < 0) {
                return Statement.decoded(bytes(from, length), charset);
            }
        }
        return new String(bytes, from, length - from, StandardCharsets.ISO_8859_1);
    }
}
