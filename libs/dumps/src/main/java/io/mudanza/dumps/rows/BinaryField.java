package io.mudanza.dumps.rows;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes fields in the binary form of COPY: a length of four bytes, then the value. Each answers false, if it cannot. */
final class BinaryField {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] HEX = new byte[256];
    private static final int UUID_TEXT = 36;

    static {
        Arrays.fill(HEX, (byte) -1);
        for (int i = 0; i < 16; i++) {
            HEX["0123456789abcdef".charAt(i)] = (byte) i;
        }
    }

    byte[] buffer = new byte[512 << 10];
    int at;

    /** Makes sure that so many bytes fit. */
    void room(int more) {
        if (buffer.length - at < more) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(at + (long) more, buffer.length * 2L)));
        }
    }

    void int2(int value) {
        room(2);
        buffer[at++] = (byte) (value >> 8);
        buffer[at++] = (byte) value;
    }

    void int4(int value) {
        room(4);
        INTS.set(buffer, at, value);
        at += 4;
    }

    void int8(long value) {
        room(8);
        LONGS.set(buffer, at, value);
        at += 8;
    }

    void bytes(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, buffer, at, length);
        at += length;
    }

    /** No value. */
    void nothing() {
        int4(-1);
    }

    /** @param versioned whether a byte with the version of the form comes first, as jsonb wants it */
    boolean text(byte[] bytes, int from, int to, boolean versioned) {
        int4(to - from + (versioned ? 1 : 0));
        if (versioned) {
            room(1);
            buffer[at++] = 1;
        }
        bytes(bytes, from, to - from);
        return true;
    }

    /** Text with the escapes that PostgreSQL writes. */
    boolean unescaped(byte[] bytes, int from, int to, boolean versioned) {
        room(to - from + 5);
        int lengthAt = at;
        int o = at + 4;
        if (versioned) {
            buffer[o++] = 1;
        }
        for (int i = from; i < to; i++) {
            byte octet = bytes[i];
            if (octet == '\\') {
                if (++i >= to) {
                    return false;
                }
                octet = switch (bytes[i]) {
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'v' -> 0x0b;
                    case '\\' -> '\\';
                    default -> 0;
                };
                if (octet == 0) {
                    return false;
                }
            }
            buffer[o++] = octet;
        }
        at = lengthAt;
        int4(o - lengthAt - 4);
        at = o;
        return true;
    }

    /** Bytes: {@code \\x} and pairs of digits. */
    boolean hex(byte[] bytes, int from, int to) {
        int length = (to - from - 3) / 2;
        if (to - from < 3 || (to - from - 3) % 2 != 0 || bytes[from + 1] != '\\' || bytes[from + 2] != 'x') {
            return false;
        }
        int4(length);
        return pairs(bytes, from + 3, length);
    }

    private boolean pairs(byte[] bytes, int from, int count) {
        room(count);
        int o = at;
        int bad = 0;
        for (int i = from; i < from + 2 * count; i += 2) {
            int high = HEX[bytes[i] & 0xff];
            int low = HEX[bytes[i + 1] & 0xff];
            bad |= high | low;
            buffer[o++] = (byte) (high << 4 | low);
        }
        at = o;
        return bad >= 0;
    }

    /** The value of a digit in lower case; negative when it is none. */
    static int digit(byte octet) {
        return HEX[octet & 0xff];
    }

    boolean uuid(byte[] bytes, int from, int to) {
        if (to - from != UUID_TEXT || bytes[from + 8] != '-' || bytes[from + 13] != '-' || bytes[from + 18] != '-'
                || bytes[from + 23] != '-') {
            return false;
        }
        int4(16);
        return pairs(bytes, from, 4) && pairs(bytes, from + 9, 2) && pairs(bytes, from + 14, 2)
                && pairs(bytes, from + 19, 2) && pairs(bytes, from + 24, 6);
    }

    boolean bool(byte[] bytes, int from, int to) {
        if (to - from != 1 || bytes[from] != 't' && bytes[from] != 'f') {
            return false;
        }
        int4(1);
        room(1);
        buffer[at++] = (byte) (bytes[from] == 't' ? 1 : 0);
        return true;
    }

    /** @param size bytes of it */
    boolean integer(byte[] bytes, int from, int to, int size) {
        boolean negative = from < to && bytes[from] == '-';
        int first = negative ? from + 1 : from;
        // Eighteen digits never overflow; the few longer ones can go as text.
        if (first == to || to - first > 18) {
            return false;
        }
        long value = 0;
        for (int i = first; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = value * 10 + digit;
        }
        value = negative ? -value : value;
        int4(size);
        switch (size) {
            case 2 -> int2((int) value);
            case 4 -> int4((int) value);
            default -> int8(value);
        }
        return size == 8 || size == 4 && value == (int) value || size == 2 && value == (short) value;
    }

    boolean macaddr(byte[] bytes, int from, int to) {
        if (to - from != 17) {
            return false;
        }
        int4(6);
        boolean good = true;
        for (int part = 0; part < 6; part++) {
            good &= (part == 5 || bytes[from + 3 * part + 2] == ':') && pairs(bytes, from + 3 * part, 1);
        }
        return good;
    }
}
