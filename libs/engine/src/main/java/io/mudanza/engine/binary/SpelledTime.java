package io.mudanza.engine.binary;

/** Dates and timestamps in the binary form: days or microseconds since 2000. Years of four digits only. */
final class SpelledTime {

    /** It is not spelled like one; nor would the server take that moment. */
    static final long NONE = Long.MIN_VALUE;

    private static final int DATE = 10;
    private static final int SECONDS = 19;
    private static final long DAY = 86_400_000_000L;
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    /** Days from 0000-03-01, where the count of civil days begins, to 2000-01-01. */
    private static final int EPOCH = 730_425;

    private SpelledTime() {}

    /** {@code YYYY-MM-DD}. */
    static long date(byte[] bytes, int from, int to) {
        return to - from == DATE ? days(bytes, from) : NONE;
    }

    /**
     * {@code YYYY-MM-DD HH:MM:SS[.ffffff]}.
     *
     * @param zone whether {@code +HH}, {@code +HH:MM} or {@code +HH:MM:SS} follows
     */
    static long timestamp(byte[] bytes, int from, int to, boolean zone) {
        if (to - from < SECONDS || bytes[from + DATE] != ' ' || bytes[from + 13] != ':' || bytes[from + 16] != ':') {
            return NONE;
        }
        long days = days(bytes, from);
        int hour = pair(bytes, from + 11, 23);
        int minute = pair(bytes, from + 14, 59);
        int second = pair(bytes, from + 17, 59);
        if (days == NONE || (hour | minute | second) < 0) {
            return NONE;
        }
        int at = from + SECONDS;
        int micros = 0;
        if (at < to && bytes[at] == '.') {
            int unit = 1_000_000;
            for (at++; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
                unit /= 10;
                micros += unit * (bytes[at] - '0');
            }
            if (unit == 0 || unit == 1_000_000) {
                return NONE;
            }
        }
        long shift = 0;
        if (zone) {
            shift = shift(bytes, at, to);
            if (shift == NONE) {
                return NONE;
            }
        } else if (at != to) {
            return NONE;
        }
        return days * DAY + (hour * 3600L + minute * 60L + second - shift) * 1_000_000L + micros;
    }

    /** Seconds east of Greenwich. */
    private static long shift(byte[] bytes, int at, int to) {
        int length = to - at;
        if (length != 3 && length != 6 && length != 9 || bytes[at] != '+' && bytes[at] != '-') {
            return NONE;
        }
        int hours = pair(bytes, at + 1, 15);
        int minutes = length >= 6 ? bytes[at + 3] == ':' ? pair(bytes, at + 4, 59) : -1 : 0;
        int seconds = length == 9 ? bytes[at + 6] == ':' ? pair(bytes, at + 7, 59) : -1 : 0;
        if ((hours | minutes | seconds) < 0) {
            return NONE;
        }
        long shift = hours * 3600L + minutes * 60L + seconds;
        return bytes[at] == '+' ? shift : -shift;
    }

    private static long days(byte[] bytes, int from) {
        int century = pair(bytes, from, 99);
        int years = pair(bytes, from + 2, 99);
        int month = pair(bytes, from + 5, 12);
        int day = pair(bytes, from + 8, 31);
        if ((century | years | month | day) < 0 || bytes[from + 4] != '-' || bytes[from + 7] != '-' || month == 0
                || day == 0 || day > DAYS[month - 1]) {
            return NONE;
        }
        int year = century * 100 + years;
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if (year == 0 || month == 2 && day == 29 && !leap) {
            return NONE;
        }
        // Years that begin in March have the day that comes and goes at their end.
        int since = month > 2 ? year : year - 1;
        int monthsSince = month > 2 ? month - 3 : month + 9;
        return since * 365L + since / 4 - since / 100 + since / 400 + (153 * monthsSince + 2) / 5 + day - 1 - EPOCH;
    }

    /** Two digits; -1 when they are none or more than allowed. */
    private static int pair(byte[] bytes, int at, int most) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        int value = tens * 10 + ones;
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 || value > most ? -1 : value;
    }
}
