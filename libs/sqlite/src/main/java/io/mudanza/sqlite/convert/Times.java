package io.mudanza.sqlite.convert;

import io.mudanza.sqlite.source.Value;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Dates and times as applications keep them in SQLite: ISO texts, or numbers since 1970, or Julian days. */
final class Times {

    static final long SECOND = 1_000_000L;
    static final long DAY = 86_400 * SECOND;
    private static final long DAYS_TO_2000 = 10_957;
    private static final long TO_2000 = DAYS_TO_2000 * DAY;
    private static final double JULIAN_1970 = 2_440_587.5;
    private static final double FIRST_JULIAN = 1_721_060;
    private static final double LAST_JULIAN = 5_373_485;
    private static final long YEAR_1 = LocalDate.of(1, 1, 1).toEpochDay() * DAY;
    private static final long YEAR_10000 = LocalDate.of(10000, 1, 1).toEpochDay() * DAY;

    private final Policy policy;

    // What the last text was made of.
    private long micros;
    private boolean zoned;
    private boolean clocked;
    private byte[] text;
    private int at;

    Times(Policy policy) {
        this.policy = policy;
    }

    int date(Value value) throws UnfitException {
        long whole = switch (value.kind()) {
            case TEXT -> {
                parse(value);
                if (zoned && clocked) {
                    throw new UnfitException("a time with a zone is no date");
                }
                yield micros;
            }
            case INTEGER, REAL -> epoch(value);
            case NULL, BLOB -> throw new UnfitException("a blob is no date");
        };
        if (Math.floorMod(whole, DAY) != 0) {
            throw new UnfitException("a time of day would be lost in a column of dates");
        }
        return (int) (Math.floorDiv(whole, DAY) - DAYS_TO_2000);
    }

    long timestamp(Value value) throws UnfitException {
        switch (value.kind()) {
            case TEXT -> {
                parse(value);
                if (zoned && offset != 0) {
                    throw new UnfitException("the time has an offset from UTC, which the column cannot hold");
                }
                return micros - TO_2000;
            }
            case INTEGER, REAL -> {
                return epoch(value) - TO_2000;
            }
            default -> throw new UnfitException("a blob is no time");
        }
    }

    long timestampWithZone(Value value) throws UnfitException {
        if (value.kind() != Value.Kind.TEXT) {
            return timestamp(value);
        }
        parse(value);
        if (zoned) {
            return micros - offset * SECOND - TO_2000;
        }
        if (policy.zone().equals(ZoneOffset.UTC)) {
            return micros - TO_2000;
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(Math.floorDiv(micros, SECOND), 0, ZoneOffset.UTC);
        long offsetThere = policy.zone().getRules().getOffset(local).getTotalSeconds();
        return micros - offsetThere * SECOND - TO_2000;
    }

    long time(Value value) throws UnfitException {
        if (value.kind() != Value.Kind.TEXT) {
            throw new UnfitException("only a text is a time of day");
        }
        begin(value);
        long time = clock();
        end();
        return time;
    }

    private long offset;

    private void begin(Value value) {
        text = value.bytes();
        at = 0;
        zoned = false;
        clocked = false;
        offset = 0;
        while (at < text.length && text[at] == ' ') {
            at++;
        }
    }

    private void parse(Value value) throws UnfitException {
        begin(value);
        int year = digits(4);
        expect('-');
        int month = digits(2);
        expect('-');
        int day = digits(2);
        try {
            micros = LocalDate.of(year, month, day).toEpochDay() * DAY;
        } catch (DateTimeException e) {
            throw new UnfitException("there is no such day");
        }
        if (at < text.length && (text[at] == ' ' || text[at] == 'T' || text[at] == 't') && at + 1 < text.length) {
            at++;
            clocked = true;
            micros += clock();
            zone();
        }
        end();
    }

    private long clock() throws UnfitException {
        int hour = digits(2);
        expect(':');
        int minute = digits(2);
        int second = 0;
        long fraction = 0;
        if (at < text.length && text[at] == ':') {
            at++;
            second = digits(2);
            if (at < text.length && (text[at] == '.' || text[at] == ',')) {
                at++;
                fraction = fraction();
            }
        }
        if (hour > 23 || minute > 59 || second > 59) {
            throw new UnfitException("there is no such time of day");
        }
        return (hour * 3600L + minute * 60L + second) * SECOND + fraction;
    }

    /** PostgreSQL holds microseconds: what is finer is rounded, as the server does it. */
    private long fraction() throws UnfitException {
        long nanos = 0;
        int seen = 0;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            if (seen < 9) {
                nanos = nanos * 10 + text[at] - '0';
            }
            seen++;
            at++;
        }
        if (seen == 0) {
            throw new UnfitException("the text is no time");
        }
        for (int i = seen; i < 9; i++) {
            nanos *= 10;
        }
        return (nanos + 500) / 1000;
    }

    private void zone() throws UnfitException {
        while (at < text.length && text[at] == ' ') {
            at++;
        }
        if (at >= text.length) {
            return;
        }
        byte b = text[at];
        if (b == 'Z' || b == 'z') {
            at++;
            zoned = true;
        } else if (b == '+' || b == '-') {
            at++;
            zoned = true;
            long seconds = digits(2) * 3600L;
            if (at < text.length && text[at] == ':') {
                at++;
            }
            if (at + 1 < text.length) {
                seconds += digits(2) * 60L;
            }
            offset = b == '-' ? -seconds : seconds;
            if (seconds > 16 * 3600) {
                throw new UnfitException("there is no such offset from UTC");
            }
        }
    }

    private void end() throws UnfitException {
        while (at < text.length && text[at] == ' ') {
            at++;
        }
        if (at != text.length) {
            throw new UnfitException("the text is no date or time in ISO form");
        }
    }

    private int digits(int count) throws UnfitException {
        int number = 0;
        for (int i = 0; i < count; i++) {
            if (at >= text.length || text[at] < '0' || text[at] > '9') {
                throw new UnfitException("the text is no date or time in ISO form");
            }
            number = number * 10 + text[at++] - '0';
        }
        return number;
    }

    private void expect(char c) throws UnfitException {
        if (at >= text.length || text[at] != c) {
            throw new UnfitException("the text is no date or time in ISO form");
        }
        at++;
    }

    /** Microseconds since 1970. */
    private long epoch(Value value) throws UnfitException {
        boolean real = value.kind() == Value.Kind.REAL;
        double number = real ? value.real() : value.integer();
        double size = Math.abs(number);
        Policy.Epoch unit = policy.epoch();
        if (unit == Policy.Epoch.AUTO) {
            unit = real && number >= FIRST_JULIAN && number < LAST_JULIAN ? Policy.Epoch.JULIAN
                    : size < 1e11 ? Policy.Epoch.SECONDS : size < 1e14 ? Policy.Epoch.MILLIS : Policy.Epoch.MICROS;
        }
        double scaled = switch (unit) {
            case SECONDS, AUTO -> number * 1e6;
            case MILLIS -> number * 1e3;
            case MICROS -> number;
            // A double holds a Julian day to about 40 microseconds: whole milliseconds are all it means.
            case JULIAN -> Math.rint((number - JULIAN_1970) * 86_400_000.0) * 1e3;
        };
        if (!(scaled >= YEAR_1 && scaled < YEAR_10000)) {
            throw new UnfitException("the number is no time between the years 1 and 9999 (see --epoch)");
        }
        if (real || unit == Policy.Epoch.JULIAN) {
            return Math.round(scaled);
        }
        return switch (unit) {
            case SECONDS, AUTO, JULIAN -> value.integer() * SECOND;
            case MILLIS -> value.integer() * 1000;
            case MICROS -> value.integer();
        };
    }

}
