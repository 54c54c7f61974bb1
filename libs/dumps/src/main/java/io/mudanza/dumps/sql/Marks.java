package io.mudanza.dumps.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the marks of COPY text eight bytes at a time: most of what a restore does itself is looking for them. */
public final class Marks {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LINES = '\n' * ONES;
    private static final long TABS = '\t' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    private Marks() {}

    /** The place of the next line feed, or {@code to}. */
    public static int line(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long found = zeros((long) LONGS.get(bytes, at) ^ LINES);
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** The place of the next tab, line feed or backslash, or {@code to}. */
    public static int field(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, at);
            long found = zeros(eight ^ TABS) | zeros(eight ^ LINES) | zeros(eight ^ BACKSLASHES);
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < to && bytes[at] != '\t' && bytes[at] != '\n' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /** The lowest bit that is set belongs to the first byte that is zero; those above may be wrong. */
    private static long zeros(long eight) {
        return eight - ONES & ~eight & HIGHS;
    }
}
