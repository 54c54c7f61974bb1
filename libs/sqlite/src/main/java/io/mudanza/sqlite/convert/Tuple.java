package io.mudanza.sqlite.convert;

import io.mudanza.engine.binary.RowBuffer;
import java.math.BigDecimal;

/**
 * One row being written in a form of COPY, field by field. The bytes are those that the server gives back for the same
 * values, so that digests agree.
 */
public abstract sealed class Tuple permits BinaryTuple, TextTuple {

    private static final int ROOM = 1024;

    final RowBuffer out = new RowBuffer(ROOM);

    /** Begins a row. */
    public abstract void begin(int fields);

    public abstract void nothing();

    public abstract void bool(boolean value);

    public abstract void int2(short value);

    public abstract void int4(int value);

    public abstract void int8(long value);

    public abstract void float4(float value);

    public abstract void float8(double value);

    /** @param value with exactly the scale that the column has; null for NaN */
    public abstract void numeric(BigDecimal value);

    /** Text of any kind: its bytes as they are. */
    public abstract void text(byte[] utf8, int offset, int count);

    public final void text(byte[] utf8) {
        text(utf8, 0, utf8.length);
    }

    public abstract void bytes(byte[] value);

    /** @param days since 2000-01-01 */
    public abstract void date(int days);

    /** @param micros since midnight */
    public abstract void time(long micros);

    /** @param micros since 2000-01-01 00:00 */
    public abstract void timestamp(long micros);

    /** @param micros since 2000-01-01 00:00 UTC */
    public abstract void timestampWithZone(long micros);

    public abstract void interval(long micros, int days);

    public abstract void uuid(long high, long low);

    /** @param canonical as the server writes it */
    public abstract void jsonb(byte[] canonical);

    /** What the server itself made of a value, in this form. */
    public abstract void made(byte[] form);

    /** Ends the row. */
    public abstract void end();

    public final byte[] buffer() {
        return out.bytes();
    }

    public final int length() {
        return out.length();
    }
}
