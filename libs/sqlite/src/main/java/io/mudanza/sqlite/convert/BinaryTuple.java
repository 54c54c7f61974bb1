package io.mudanza.sqlite.convert;

import io.mudanza.engine.binary.BinaryFields;
import java.math.BigDecimal;

/** A row of COPY binary, from its count of fields on. */
public final class BinaryTuple extends Tuple {

    private final BinaryFields to = new BinaryFields(out);

    @Override
    public void begin(int fields) {
        out.clear();
        to.row(fields);
    }

    @Override
    public void nothing() {
        to.nothing();
    }

    @Override
    public void bool(boolean value) {
        to.bool(value);
    }

    @Override
    public void int2(short value) {
        to.int2(value);
    }

    @Override
    public void int4(int value) {
        to.int4(value);
    }

    @Override
    public void int8(long value) {
        to.int8(value);
    }

    @Override
    public void float4(float value) {
        to.float4(value);
    }

    @Override
    public void float8(double value) {
        to.float8(value);
    }

    @Override
    public void numeric(BigDecimal value) {
        to.numeric(value);
    }

    @Override
    public void text(byte[] utf8, int offset, int count) {
        to.bytes(utf8, offset, count);
    }

    @Override
    public void bytes(byte[] value) {
        to.bytes(value, 0, value.length);
    }

    @Override
    public void date(int days) {
        to.int4(days);
    }

    @Override
    public void time(long micros) {
        to.int8(micros);
    }

    @Override
    public void timestamp(long micros) {
        to.int8(micros);
    }

    @Override
    public void timestampWithZone(long micros) {
        to.int8(micros);
    }

    @Override
    public void interval(long micros, int days) {
        to.interval(micros, days);
    }

    @Override
    public void uuid(long high, long low) {
        to.uuid(high, low);
    }

    @Override
    public void jsonb(byte[] canonical) {
        to.jsonb(canonical, 0, canonical.length);
    }

    @Override
    public void made(byte[] form) {
        bytes(form);
    }

    @Override
    public void end() {
        // The count at the beginning and the lengths say everything.
    }
}
