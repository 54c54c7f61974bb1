package io.mudanza.engine.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes of rows on their way to the server, as many as there are; numbers have their highest byte first. Not thread-safe. */
public final class RowBuffer {

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    byte[] buffer;
    int at;

    /** @param size bytes that it has room for at first */
    public RowBuffer(int size) {
        this.buffer = new byte[size];
    }

    /** What has been written, up to {@link #length()}; another array after the next write, perhaps. */
    public byte[] bytes() {
        return buffer;
    }

    public int length() {
        return at;
    }

    public void clear() {
        at = 0;
    }

    /** Makes sure that so many bytes fit. */
    public void room(int more) {
        if (buffer.length - at < more) {
            int wanted = Math.addExact(at, more);
            buffer = Arrays.copyOf(buffer, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(wanted, buffer.length * 2L)));
        }
    }

    /** Adds one byte. */
    public void octet(int value) {
        room(1);
        buffer[at++] = (byte) value;
    }

    /** Adds two bytes, the lower half of it. */
    public void two(int value) {
        room(2);
        SHORTS.set(buffer, at, (short) value);
        at += 2;
    }

    /** Adds four bytes. */
    public void four(int value) {
        room(4);
        INTS.set(buffer, at, value);
        at += 4;
    }

    /** Adds eight bytes. */
    public void eight(long value) {
        room(8);
        LONGS.set(buffer, at, value);
        at += 8;
    }

    /** Adds bytes as they are. */
    public void bytes(byte[] from, int offset, int count) {
        room(count);
        System.arraycopy(from, offset, buffer, at, count);
        at += count;
    }
}
