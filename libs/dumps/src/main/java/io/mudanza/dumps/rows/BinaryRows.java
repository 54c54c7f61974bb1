package io.mudanza.dumps.rows;

import io.mudanza.dumps.sql.Marks;
import io.mudanza.engine.binary.BinaryFields;
import io.mudanza.engine.binary.FieldType;
import io.mudanza.engine.binary.RowBuffer;
import io.mudanza.engine.binary.SpelledFields;
import java.util.List;

/**
 * Rows of COPY text in the binary form of COPY, as long as each field is spelled as PostgreSQL spells it; at the first that
 * is not, it gives up, and the rows go as text. Nothing rests on it being right: what is compared is the text of the dump
 * with the text that the database gives back. Not thread-safe.
 */
public final class BinaryRows {

    private static final int ROOM = 512 << 10;

    private final FieldType[] types;
    private final RowBuffer out = new RowBuffer(ROOM);
    private final BinaryFields fields = new BinaryFields(out);
    private final SpelledFields spelled = new SpelledFields(out);
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
        fields.begin();
    }

    /** Ends a COPY. */
    public void end() {
        fields.end();
    }

    /** What has been made so far, up to {@link #length()}. */
    public byte[] made() {
        return out.bytes();
    }

    public int length() {
        return out.length();
    }

    public void clear() {
        out.clear();
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
        fields.row(types.length);
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
                fields.nothing();
            } else if (!spelled.add(types[column], bytes, at, end, escaped)) {
                return -1;
            } else if (types[column] == FieldType.INSTANT) {
                canonical &= FieldSpelling.endsInUtc(bytes, at, end);
            }
            at = end + 1;
        }
        return at;
    }

    private static boolean isNull(byte[] bytes, int at, int to) {
        return at + 2 < to && bytes[at + 1] == 'N' && (bytes[at + 2] == '\t' || bytes[at + 2] == '\n');
    }
}
