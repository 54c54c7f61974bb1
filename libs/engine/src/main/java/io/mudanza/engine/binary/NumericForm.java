package io.mudanza.engine.binary;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/** A number as PostgreSQL sends {@code numeric}: digits to base 10000, weight of the first, scale. Used again. */
final class NumericForm {

    private static final int BASE = 10_000;
    private static final BigInteger BIG_BASE = BigInteger.valueOf(BASE);
    private static final int NAN = 0xC000;
    private static final long[] TENS = {1, 10, 100, 1000};

    private short[] reversed = new short[16];
    private int count;
    private int from;
    private int weight;
    private int sign;
    private int scale;

    void of(BigDecimal number) {
        count = 0;
        from = 0;
        weight = 0;
        scale = 0;
        if (number == null) {
            sign = NAN;
            return;
        }
        BigDecimal value = number.scale() < 0 ? number.setScale(0) : number;
        scale = value.scale();
        sign = value.signum() < 0 ? 0x4000 : 0;
        int groups = (scale + 3) / 4;
        int shift = groups * 4 - scale;
        BigInteger unscaled = value.unscaledValue().abs();
        if (unscaled.bitLength() <= 49) {
            small(unscaled.longValue() * TENS[shift]);
        } else {
            large(unscaled.multiply(BigInteger.valueOf(TENS[shift])));
        }
        int trailing = 0;
        while (trailing < count && reversed[trailing] == 0) {
            trailing++;
        }
        from = trailing;
        if (from == count) {
            sign = 0;
        } else {
            weight = count - groups - 1;
        }
    }

    private void small(long digits) {
        for (long left = digits; left != 0; left /= BASE) {
            add((short) (left % BASE));
        }
    }

    private void large(BigInteger digits) {
        for (BigInteger left = digits; left.signum() != 0; ) {
            BigInteger[] parts = left.divideAndRemainder(BIG_BASE);
            add(parts[1].shortValue());
            left = parts[0];
        }
    }

    private void add(short digit) {
        if (count == reversed.length) {
            reversed = Arrays.copyOf(reversed, count * 2);
        }
        reversed[count++] = digit;
    }

    int digits() {
        return count - from;
    }

    int digit(int i) {
        return reversed[count - 1 - i];
    }

    int weight() {
        return weight;
    }

    int sign() {
        return sign;
    }

    int scale() {
        return scale;
    }
}
