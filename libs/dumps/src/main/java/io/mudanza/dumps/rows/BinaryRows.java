package io.mudanza.dumps.rows;

import io.mudanza.dumps.sql.Marks;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rows of COPY text in the binary form of COPY, as long as each field is spelled as PostgreSQL spells it; at the first that
 * is not, it gives up, and the rows go as text. Nothing rests on it being right: what is compared is the text of the dump
 * with the text that the database gives back. Not thread-safe.
 */
public final class BinaryRows {

    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    private final FieldType[] types;
    private final BinaryField out = new BinaryField();
    private boolean canonical;

    public BinaryRows(List<FieldType> types) {
        this.types = types.toArray(FieldType[]::new);
    }

    /** Whether all columns are of types that are made here. */
    public static boolean can(List<FieldType> types) {
        return !types.isEmpty() && !types.contains(FieldType.OTHER);
    }

    /** Begins a COPY. */
    public void begin() {
        clear();
        out.bytes(SIGNATURE, 0, SIGNATURE.length);
        out.int4(0);
        out.int4(0);
    }

    /** Ends a COPY. */
    public void end() {
        out.int2(-1);
    }

    /** What has been made so far, up to {@link #length()}. */
    public byte[] made() {
        return out.buffer;
    }

    public int length() {
        return out.at;
    }

    public void clear() {
        out.at = 0;
    }

    /** Whether the text of the last row is what the server gives back, without putting fields into another spelling. */
    public boolean canonical() {
        return canonical;
    }

    /**
     * Adds the row that begins at a place.
     *
     * @param to end of the rows
     * @return the place behind its line feed; -1 when the row cannot be put into the binary form
     */
    public int row(byte[] bytes, int from, int to) {
        canonical = true;
        out.int2(types.length);
        int at = from;
        for (int column = 0; column < types.length; column++) {
            int end = Marks.field(bytes, at, to);
            boolean escaped = false;
            if (end < to && bytes[end] == '\\') {
                if (end == at && isNull(bytes, at, to)) {
                    end += 2;
                    at = -1;
                } else {
                    escaped = true;
                    do {
                        end = end + 2 < to ? Marks.field(bytes, end + 2, to) : to;
                    } while (end < to && bytes[end] == '\\');
                }
            }
            if (end >= to || bytes[end] != (column == types.length - 1 ? '\n' : '\t')) {
                return -1;
            }
            if (at < 0) {
                out.nothing();
            } else if (!field(types[column], bytes, at, end, escaped)) {
                return -1;
            }
            at = end + 1;
        }
        return at;
    }

    private static boolean isNull(byte[] bytes, int at, int to) {
        return at + 2 < to && bytes[at + 1] == 'N' && (bytes[at + 2] == '\t' || bytes[at + 2] == '\n');
    }

    private boolean field(FieldType type, byte[] bytes, int from, int to, boolean escaped) {
        if (escaped) {
            return switch (type) {
                case TEXT -> out.unescaped(bytes, from, to, false);
                case JSONB -> out.unescaped(bytes, from, to, true);
                case BYTES -> out.hex(bytes, from, to);
                case INT2, INT4, INT8, BOOL, UUID, DATE, TIMESTAMP, INSTANT, NUMERIC, INET, MACADDR, OTHER -> false;
            };
        }
        return switch (type) {
            case TEXT -> out.text(bytes, from, to, false);
            case JSONB -> out.text(bytes, from, to, true);
            case INT2 -> out.integer(bytes, from, to, 2);
            case INT4 -> out.integer(bytes, from, to, 4);
            case INT8 -> out.integer(bytes, from, to, 8);
            case BOOL -> out.bool(bytes, from, to);
            case UUID -> out.uuid(bytes, from, to);
            case DATE -> time(BinaryTime.date(bytes, from, to), 4);
            case TIMESTAMP -> time(BinaryTime.timestamp(bytes, from, to, false), 8);
            case INSTANT -> {
                canonical &= FieldSpelling.endsInUtc(bytes, from, to);
                yield time(BinaryTime.timestamp(bytes, from, to, true), 8);
            }
            case NUMERIC -> BinaryNumber.add(out, bytes, from, to);
            case INET -> BinaryAddress.add(out, bytes, from, to);
            case MACADDR -> out.macaddr(bytes, from, to);
            case BYTES, OTHER -> false;
        };
    }

    private boolean time(long value, int size) {
        if (value == BinaryTime.NONE) {
            return false;
        }
        out.int4(size);
        if (size == 4) {
            out.int4((int) value);
        } else {
            out.int8(value);
        }
        return true;
    }
}
