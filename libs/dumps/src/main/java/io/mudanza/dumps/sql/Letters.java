package io.mudanza.dumps.sql;

import io.mudanza.dumps.DumpException;
import java.io.IOException;

/** What words are made of, and lines that are no SQL. */
final class Letters {

    private Letters() {}

    static boolean isWordStart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isWordPart(int c) {
        return isWordStart(c) || isDigit(c) || c == '$';
    }

    /** A line that begins with a backslash, without it and without its end. */
    static String restOfLine(ByteSource in, int limit) throws IOException {
        in.read();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n' && c != ByteSource.END; c = in.read()) {
            line.append((char) c);
            if (line.length() > limit) {
                throw new DumpException(DumpException.Code.DUMP_REFUSED, "The dump has a psql command of more than " + limit
                        + " bytes, which pg_dump never writes. Make the dump with pg_dump.");
            }
        }
        return line.toString();
    }
}
