package io.mudanza.dumps.sql;

import java.util.Arrays;

/** Whole rows of COPY text in one array, which grows only for a row that is longer. Not thread-safe. */
public final class RowSegment {

    /** Bytes at which a segment counts as full. */
    public static final int TARGET = 4 << 20;

    private static final int ROOM = TARGET + (512 << 10);

    private byte[] bytes = new byte[ROOM];
    private int length;
    private int rows;

    /** The bytes, up to {@link #length()}. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** How many rows; each ends with a line feed. */
    public int rows() {
        return rows;
    }

    /** Takes it for other rows. */
    public void clear() {
        length = 0;
        rows = 0;
        if (bytes.length > ROOM) {
            bytes = new byte[ROOM];
        }
    }

    public boolean full() {
        return length >= TARGET;
    }

    boolean wouldBeFull(int more) {
        return length + more >= TARGET;
    }

    boolean endsWith(char c) {
        return length > 0 && bytes[length - 1] == c;
    }

    /** Adds bytes of a row. */
    public void add(byte[] from, int offset, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(length + (long) count, bytes.length * 2L)));
        }
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    /** A row is complete; its line feed is among the bytes. */
    public void rowEnded() {
        rows++;
    }
}
