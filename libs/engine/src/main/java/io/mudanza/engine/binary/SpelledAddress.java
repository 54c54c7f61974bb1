package io.mudanza.engine.binary;

/** Addresses of the internet in the binary form: family, bits of the network, whether it is one, length, bytes. */
final class SpelledAddress {

    private static final int VERSION_4 = 2;
    private static final int VERSION_6 = 3;
    private static final int GROUPS = 8;

    private SpelledAddress() {}

    /** Adds an address with or without the length of its network; false for everything else. */
    static boolean add(RowBuffer out, byte[] bytes, int from, int to) {
        int slash = from;
        boolean colon = false;
        while (slash < to && bytes[slash] != '/') {
            colon |= bytes[slash++] == ':';
        }
        int size = colon ? 16 : 4;
        int bits = slash == to ? size * 8 : number(bytes, slash + 1, to, size * 8 - 1);
        if (bits < 0) {
            return false;
        }
        out.four(4 + size);
        out.two((colon ? VERSION_6 : VERSION_4) << 8 | bits);
        out.two(size);
        return colon ? six(out, bytes, from, slash) : four(out, bytes, from, slash);
    }

    private static boolean four(RowBuffer out, byte[] bytes, int from, int to) {
        int value = 0;
        int at = from;
        for (int part = 0; part < 4; part++) {
            int end = at;
            while (end < to && bytes[end] != '.') {
                end++;
            }
            int octet = number(bytes, at, end, 255);
            if (octet < 0 || end == to != (part == 3)) {
                return false;
            }
            value = value << 8 | octet;
            at = end + 1;
        }
        out.four(value);
        return true;
    }

    /** Groups of hexadecimal digits, once perhaps {@code ::} for groups of zeros. */
    private static boolean six(RowBuffer out, byte[] bytes, int from, int to) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        int at = from;
        if (to - from >= 2 && bytes[from] == ':' && bytes[from + 1] == ':') {
            gap = 0;
            at += 2;
        }
        while (at < to) {
            int end = at;
            int value = 0;
            for (; end < to && bytes[end] != ':'; end++) {
                int digit = SpelledFields.digit(bytes[end]);
                if (digit < 0 || end - at >= 4) {
                    return false;
                }
                value = value << 4 | digit;
            }
            if (end == at || count == GROUPS) {
                return false;
            }
            groups[count++] = value;
            at = end + 1;
            if (end < to && at < to && bytes[at] == ':') {
                if (gap >= 0) {
                    return false;
                }
                gap = count;
                at++;
            } else if (at == to) {
                return false;
            }
        }
        if (gap < 0 ? count != GROUPS : count >= GROUPS) {
            return false;
        }
        for (int group = 0; group < GROUPS; group++) {
            int behind = group - (GROUPS - count);
            out.two(gap < 0 || group < gap ? groups[group] : behind >= gap ? groups[behind] : 0);
        }
        return true;
    }

    /** Up to three digits; -1 when it is something else or more than allowed. */
    private static int number(byte[] bytes, int from, int to, int most) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return from == to || to - from > 3 || value > most ? -1 : value;
    }
}
