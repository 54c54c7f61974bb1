package io.mudanza.sqlite.source;

import java.nio.charset.StandardCharsets;

/** One value as SQLite holds it: its storage class goes with the value, not with the column. Used again for every row. */
public final class Value {

    /** Storage classes. */
    public enum Kind {
        NULL,
        INTEGER,
        REAL,
        /** UTF-8, as far as whoever wrote it kept to it. */
        TEXT,
        BLOB
    }

    public static final byte[] NO_BYTES = {};

    private Kind kind = Kind.NULL;
    private long integer;
    private double real;
    private byte[] bytes = NO_BYTES;

    public Value nothing() {
        kind = Kind.NULL;
        bytes = NO_BYTES;
        return this;
    }

    public Value integer(long value) {
        kind = Kind.INTEGER;
        integer = value;
        return this;
    }

    public Value real(double value) {
        kind = Kind.REAL;
        real = value;
        return this;
    }

    public Value text(byte[] utf8) {
        kind = Kind.TEXT;
        bytes = utf8;
        return this;
    }

    public Value text(String text) {
        return text(text.getBytes(StandardCharsets.UTF_8));
    }

    public Value blob(byte[] value) {
        kind = Kind.BLOB;
        bytes = value;
        return this;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isNull() {
        return kind == Kind.NULL;
    }

    public long integer() {
        return integer;
    }

    public double real() {
        return real;
    }

    /** Bytes of a text or a blob. */
    public byte[] bytes() {
        return bytes;
    }

    /** A text whose bytes need not be UTF-8; what is not becomes a replacement character. */
    public String string() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
