package io.mudanza.sqlite.convert;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What is done with values that PostgreSQL does not take as they are.
 *
 * @param nul     texts with a zero byte
 * @param invalid texts that are not UTF-8
 * @param epoch   what a number in a column of dates or times means
 * @param zone    zone of times without one, for columns that have it
 */
public record Policy(Nul nul, Invalid invalid, Epoch epoch, ZoneId zone) {

    /** Texts with a zero byte. */
    public enum Nul {
        /** The row is rejected. */
        REJECT,
        /** Without it. */
        STRIP,
        /** U+2400 in its place. */
        REPLACE
    }

    /** Texts that are not UTF-8. */
    public enum Invalid {
        /** The row is rejected. */
        REJECT,
        /** U+FFFD in place of each wrong byte. */
        REPLACE,
        /** The whole text is read as Windows-1252. */
        LATIN1
    }

    /** Numbers as times. */
    public enum Epoch {
        /** By their size: Julian day, seconds, milliseconds or microseconds. */
        AUTO,
        SECONDS,
        MILLIS,
        MICROS,
        JULIAN
    }

    /** Nothing is changed silently. */
    public static final Policy STRICT = new Policy(Nul.REJECT, Invalid.REJECT, Epoch.AUTO, ZoneOffset.UTC);
}
