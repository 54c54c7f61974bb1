package io.mudanza.engine.binary;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Writes values as fields of COPY binary: a length of four bytes, then the value. Not thread-safe. */
public final class BinaryFields {

    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int JSONB_VERSION = 1;

    private final RowBuffer out;
    private final NumericForm numeric = new NumericForm();

    /** @param out where they go */
    public BinaryFields(RowBuffer out) {
        this.out = out;
    }

    /** What comes before the first row of a COPY. */
    public void begin() {
        out.bytes(SIGNATURE, 0, SIGNATURE.length);
        out.four(0);
        out.four(0);
    }

    /** What comes behind the last row. */
    public void end() {
        out.two(-1);
    }

    /** Begins a row. */
    public void row(int fields) {
        out.two(fields);
    }

    /** No value. */
    public void nothing() {
        out.four(-1);
    }

    public void bool(boolean value) {
        out.four(1);
        out.octet(value ? 1 : 0);
    }

    public void int2(short value) {
        out.four(2);
        out.two(value);
    }

    /** Also a date, in days since 2000-01-01. */
    public void int4(int value) {
        out.four(4);
        out.four(value);
    }

    /** Also a time of day or a timestamp, in microseconds since midnight or since 2000-01-01 00:00 (UTC). */
    public void int8(long value) {
        out.four(8);
        out.eight(value);
    }

    public void float4(float value) {
        int4(Float.floatToIntBits(value));
    }

    public void float8(double value) {
        int8(Double.doubleToLongBits(value));
    }

    /** @param value with exactly the scale that it shall have; null for NaN */
    public void numeric(BigDecimal value) {
        numeric.of(value);
        out.four(8 + 2 * numeric.digits());
        out.two(numeric.digits());
        out.two(numeric.weight());
        out.two(numeric.sign());
        out.two(numeric.scale());
        for (int i = 0; i < numeric.digits(); i++) {
            out.two(numeric.digit(i));
        }
    }

    /** Characters in UTF-8, bytes, or whatever else the server made itself. */
    public void bytes(byte[] from, int offset, int count) {
        out.four(count);
        out.bytes(from, offset, count);
    }

    /** @param micros beside the days */
    public void interval(long micros, int days) {
        out.four(16);
        out.eight(micros);
        out.four(days);
        out.four(0);
    }

    public void uuid(long high, long low) {
        out.four(16);
        out.eight(high);
        out.eight(low);
    }

    /** @param from the text of it, in UTF-8 */
    public void jsonb(byte[] from, int offset, int count) {
        out.four(count + 1);
        out.octet(JSONB_VERSION);
        out.bytes(from, offset, count);
    }
}
