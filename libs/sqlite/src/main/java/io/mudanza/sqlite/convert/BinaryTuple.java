package io.mudanza.sqlite.convert;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;

/** A row of COPY binary, from its count of fields on. */
public final class BinaryTuple extends Tuple {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final NumericForm numeric = new NumericForm();

    @Override
    public void begin(int fields) {
        length = 0;
        putShort((short) fields);
    }

    @Override
    public void nothing() {
        putInt(-1);
    }

    @Override
    public void bool(boolean value) {
        room(5);
        INT.set(buffer, length, 1);
        buffer[length + 4] = (byte) (value ? 1 : 0);
        length += 5;
    }

    @Override
    public void int2(short value) {
        putInt(2);
        putShort(value);
    }

    @Override
    public void int4(int value) {
        putInt(4);
        putInt(value);
    }

    @Override
    public void int8(long value) {
        room(12);
        INT.set(buffer, length, 8);
        LONG.set(buffer, length + 4, value);
        length += 12;
    }

    @Override
    public void float4(float value) {
        int4(Float.floatToIntBits(value));
    }

    @Override
    public void float8(double value) {
        int8(Double.doubleToLongBits(value));
    }

    @Override
    public void numeric(BigDecimal value) {
        numeric.of(value);
        putInt(8 + 2 * numeric.digits());
        putShort((short) numeric.digits());
        putShort((short) numeric.weight());
        putShort((short) numeric.sign());
        putShort((short) numeric.scale());
        for (int i = 0; i < numeric.digits(); i++) {
            putShort((short) numeric.digit(i));
        }
    }

    @Override
    public void text(byte[] utf8, int offset, int count) {
        putInt(count);
        put(utf8, offset, count);
    }

    @Override
    public void bytes(byte[] value) {
        text(value, 0, value.length);
    }

    @Override
    public void date(int days) {
        int4(days);
    }

    @Override
    public void time(long micros) {
        int8(micros);
    }

    @Override
    public void timestamp(long micros) {
        int8(micros);
    }

    @Override
    public void timestampWithZone(long micros) {
        int8(micros);
    }

    @Override
    public void interval(long micros, int days) {
        putInt(16);
        putLong(micros);
        putInt(days);
        putInt(0);
    }

    @Override
    public void uuid(long high, long low) {
        putInt(16);
        putLong(high);
        putLong(low);
    }

    @Override
    public void jsonb(byte[] canonical) {
        putInt(canonical.length + 1);
        room(1);
        buffer[length++] = 1;
        put(canonical, 0, canonical.length);
    }

    @Override
    public void made(byte[] form) {
        bytes(form);
    }

    @Override
    public void end() {
        // The count at the beginning and the lengths say everything.
    }

    private void putShort(short value) {
        room(2);
        SHORT.set(buffer, length, value);
        length += 2;
    }

    private void putInt(int value) {
        room(4);
        INT.set(buffer, length, value);
        length += 4;
    }

    private void putLong(long value) {
        room(8);
        LONG.set(buffer, length, value);
        length += 8;
    }
}
