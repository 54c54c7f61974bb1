package io.mudanza.dumps.sql;

import io.mudanza.dumps.DumpException;
import java.io.ByteArrayOutputStream;

/** What stands between two single quotes. */
final class StringValue {

    private StringValue() {}

    static byte[] of(byte[] bytes, int from, int to, boolean escapes) throws DumpException {
        ByteArrayOutputStream value = new ByteArrayOutputStream(to - from);
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (b == '\'') {
                at++;
                value.write('\'');
            } else if (b == '\\' && escapes) {
                at = escape(bytes, at + 1, to, value);
            } else {
                value.write(b);
            }
        }
        return value.toByteArray();
    }

    /** Answers the place of the last byte of the escape. */
    private static int escape(byte[] bytes, int at, int to, ByteArrayOutputStream value) throws DumpException {
        if (at >= to) {
            throw odd();
        }
        int c = bytes[at];
        switch (c) {
            case 'b' -> value.write('\b');
            case 'f' -> value.write('\f');
            case 'n' -> value.write('\n');
            case 'r' -> value.write('\r');
            case 't' -> value.write('\t');
            case 'v' -> value.write('\013');
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                return digits(bytes, at, to, 8, 3, value);
            }
            case 'x' -> {
                return digits(bytes, at + 1, to, 16, 2, value);
            }
            case 'u', 'U' -> throw odd();
            default -> value.write(c);
        }
        return at;
    }

    private static int digits(byte[] bytes, int from, int to, int radix, int most, ByteArrayOutputStream value)
            throws DumpException {
        int at = from;
        int number = 0;
        while (at < to && at - from < most && Character.digit(bytes[at], radix) >= 0) {
            number = number * radix + Character.digit(bytes[at], radix);
            at++;
        }
        if (at == from || number == 0 || number > 255) {
            throw odd();
        }
        value.write(number);
        return at - 1;
    }

    private static DumpException odd() {
        return new DumpException(DumpException.Code.DUMP_REFUSED,
                "A string of the dump has an escape that pg_dump never writes. Make the dump with pg_dump.");
    }
}
