package io.mudanza.engine.binary;

import java.util.Arrays;

/**
 * Makes fields of COPY binary of the fields of COPY text, as long as they are spelled as PostgreSQL spells them. Nothing is
 * said about what stands in the buffer behind a field that was not.
 */
public final class SpelledFields {

    private static final byte[] HEX = new byte[256];
    private static final int UUID_TEXT = 36;

    static {
        Arrays.fill(HEX, (byte) -1);
        for (int i = 0; i < 16; i++) {
            HEX["0123456789abcdef".charAt(i)] = (byte) i;
        }
    }

    private final RowBuffer out;
    private final BinaryFields fields;

    /** @param out where they go */
    public SpelledFields(RowBuffer out) {
        this.out = out;
        this.fields = new BinaryFields(out);
    }

    /**
     * Adds a field that is not null.
     *
     * @param escaped whether there is a backslash in it
     * @return false, if it is spelled in another way
     */
    public boolean add(FieldType type, byte[] bytes, int from, int to, boolean escaped) {
        if (escaped) {
            return switch (type) {
                case TEXT -> unescaped(bytes, from, to, false);
                case JSONB -> unescaped(bytes, from, to, true);
                case BYTES -> hex(bytes, from, to);
                case INT2, INT4, INT8, BOOL, UUID, DATE, TIMESTAMP, INSTANT, NUMERIC, INET, MACADDR, OTHER -> false;
            };
        }
        return switch (type) {
            case TEXT -> {
                fields.bytes(bytes, from, to - from);
                yield true;
            }
            case JSONB -> {
                fields.jsonb(bytes, from, to - from);
                yield true;
            }
            case INT2 -> integer(bytes, from, to, 2);
            case INT4 -> integer(bytes, from, to, 4);
            case INT8 -> integer(bytes, from, to, 8);
            case BOOL -> bool(bytes, from, to);
            case UUID -> uuid(bytes, from, to);
            case DATE -> time(SpelledTime.date(bytes, from, to), 4);
            case TIMESTAMP -> time(SpelledTime.timestamp(bytes, from, to, false), 8);
            case INSTANT -> time(SpelledTime.timestamp(bytes, from, to, true), 8);
            case NUMERIC -> SpelledNumber.add(out, bytes, from, to);
            case INET -> SpelledAddress.add(out, bytes, from, to);
            case MACADDR -> macaddr(bytes, from, to);
            case BYTES, OTHER -> false;
        };
    }

    private boolean time(long value, int size) {
        if (value == SpelledTime.NONE) {
            return false;
        }
        if (size == 4) {
            fields.int4((int) value);
        } else {
            fields.int8(value);
        }
        return true;
    }

    /** @param versioned whether a byte with the version of the form comes first, as jsonb wants it */
    private boolean unescaped(byte[] bytes, int from, int to, boolean versioned) {
        out.room(to - from + 5);
        byte[] buffer = out.buffer;
        int lengthAt = out.at;
        int o = lengthAt + 4;
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
        out.four(o - lengthAt - 4);
        out.at = o;
        return true;
    }

    /** Bytes: {@code \\x} and pairs of digits. */
    private boolean hex(byte[] bytes, int from, int to) {
        int length = (to - from - 3) / 2;
        if (to - from < 3 || (to - from - 3) % 2 != 0 || bytes[from + 1] != '\\' || bytes[from + 2] != 'x') {
            return false;
        }
        out.four(length);
        return pairs(bytes, from + 3, length);
    }

    private boolean pairs(byte[] bytes, int from, int count) {
        out.room(count);
        byte[] buffer = out.buffer;
        int o = out.at;
        int bad = 0;
        for (int i = from; i < from + 2 * count; i += 2) {
            int high = HEX[bytes[i] & 0xff];
            int low = HEX[bytes[i + 1] & 0xff];
            bad |= high | low;
            buffer[o++] = (byte) (high << 4 | low);
        }
        out.at = o;
        return bad >= 0;
    }

    /** The value of a digit in lower case; negative when it is none. */
    static int digit(byte octet) {
        return HEX[octet & 0xff];
    }

    private boolean uuid(byte[] bytes, int from, int to) {
        if (to - from != UUID_TEXT || bytes[from + 8] != '-' || bytes[from + 13] != '-' || bytes[from + 18] != '-'
                || bytes[from + 23] != '-') {
            return false;
        }
        out.four(16);
        return pairs(bytes, from, 4) && pairs(bytes, from + 9, 2) && pairs(bytes, from + 14, 2)
                && pairs(bytes, from + 19, 2) && pairs(bytes, from + 24, 6);
    }

    private boolean bool(byte[] bytes, int from, int to) {
        if (to - from != 1 || bytes[from] != 't' && bytes[from] != 'f') {
            return false;
        }
        fields.bool(bytes[from] == 't');
        return true;
    }

    /** @param size bytes of it */
    private boolean integer(byte[] bytes, int from, int to, int size) {
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
        switch (size) {
            case 2 -> fields.int2((short) value);
            case 4 -> fields.int4((int) value);
            default -> fields.int8(value);
        }
        return size == 8 || size == 4 && value == (int) value || size == 2 && value == (short) value;
    }

    private boolean macaddr(byte[] bytes, int from, int to) {
        if (to - from != 17) {
            return false;
        }
        out.four(6);
        boolean good = true;
        for (int part = 0; part < 6; part++) {
            good &= (part == 5 || bytes[from + 3 * part + 2] == ':') && pairs(bytes, from + 3 * part, 1);
        }
        return good;
    }
}
