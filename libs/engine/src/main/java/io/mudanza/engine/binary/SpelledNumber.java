package io.mudanza.engine.binary;

/** Numbers of any length in the binary form: groups of four digits, without groups of zeros at either end. */
final class SpelledNumber {

    private static final int LONGEST = 1000;
    private static final int NEGATIVE = 0x4000;

    private SpelledNumber() {}

    /** Adds {@code [-]digits[.digits]}; false for everything else. */
    static boolean add(RowBuffer out, byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int first = negative ? from + 1 : from;
        int point = first;
        while (point < to && digit(bytes[point])) {
            point++;
        }
        int fraction = point == to ? 0 : to - point - 1;
        if (point == first || point < to && (bytes[point] != '.' || fraction == 0) || to - from > LONGEST) {
            return false;
        }
        for (int i = point + 1; i < to; i++) {
            if (!digit(bytes[i])) {
                return false;
            }
        }
        out.room(16 + to - from);
        int lengthAt = out.at;
        int digitsAt = lengthAt + 12;
        int before = (point - first + 3) / 4;
        int after = (fraction + 3) / 4;
        int weight = before - 1;
        out.at = digitsAt;
        int groups = 0;
        int kept = 0;
        for (int group = 0; group < before + after; group++) {
            int start = group < before ? point - 4 * (before - group) : point + 1 + 4 * (group - before);
            int value = 0;
            for (int i = start; i < start + 4; i++) {
                boolean there = group < before ? i >= first : i < to;
                value = value * 10 + (there ? bytes[i] - '0' : 0);
            }
            if (groups == 0 && value == 0) {
                weight--;
                continue;
            }
            out.two(value);
            groups++;
            kept = value == 0 ? kept : groups;
        }
        out.at = lengthAt;
        out.four(8 + 2 * kept);
        out.two(kept);
        out.two(kept == 0 ? 0 : weight);
        out.two(negative && kept > 0 ? NEGATIVE : 0);
        out.two(fraction);
        out.at = digitsAt + 2 * kept;
        return true;
    }

    private static boolean digit(byte octet) {
        return octet >= '0' && octet <= '9';
    }
}
