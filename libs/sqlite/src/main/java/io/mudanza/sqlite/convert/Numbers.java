package io.mudanza.sqlite.convert;

import io.mudanza.sqlite.source.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Numbers of any storage class into those of PostgreSQL, as long as they stay the same number. */
final class Numbers {

    /** A double holds this many decimal digits whatever they are; the rest is noise of its making. */
    private static final MathContext DIGITS_OF_A_DOUBLE = new MathContext(15, RoundingMode.HALF_EVEN);

    private static final double TWO_TO_63 = 9.223372036854775807E18;

    private Numbers() {}

    static long whole(Value value, long least, long most, String type) throws UnfitException {
        long number = switch (value.kind()) {
            case INTEGER -> value.integer();
            case REAL -> {
                double real = value.real();
                if (real != Math.rint(real) || Math.abs(real) >= TWO_TO_63) {
                    throw new UnfitException("the number is not whole, the column is " + type);
                }
                yield (long) real;
            }
            case TEXT -> parse(value, type);
            case NULL, BLOB -> throw new UnfitException("a blob in a column of type " + type);
        };
        if (number < least || number > most) {
            throw new UnfitException("the number is out of the range of " + type);
        }
        return number;
    }

    private static long parse(Value value, String type) throws UnfitException {
        String text = ascii(value, type);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            try {
                return decimalOf(text).longValueExact();
            } catch (ArithmeticException | NumberFormatException again) {
                throw new UnfitException("the text is no whole number of type " + type);
            }
        }
    }

    static double real(Value value) throws UnfitException {
        return switch (value.kind()) {
            case INTEGER -> {
                double real = value.integer();
                if (Math.abs(real) >= TWO_TO_63 || (long) real != value.integer()) {
                    throw new UnfitException("the whole number has more digits than a double holds");
                }
                yield real;
            }
            case REAL -> value.real();
            case TEXT -> switch (ascii(value, "double precision").toLowerCase(Locale.ROOT)) {
                case "nan" -> Double.NaN;
                case "inf", "infinity", "+inf", "+infinity" -> Double.POSITIVE_INFINITY;
                case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
                case String text -> {
                    try {
                        double real = decimalOf(text).doubleValue();
                        if (Double.isInfinite(real)) {
                            throw new UnfitException("the number is out of the range of double precision");
                        }
                        yield real;
                    } catch (NumberFormatException e) {
                        throw new UnfitException("the text is no number");
                    }
                }
            };
            case NULL, BLOB -> throw new UnfitException("a blob in a column of numbers");
        };
    }

    static float single(Value value) throws UnfitException {
        double real = real(value);
        float single = (float) real;
        boolean same = single == real || Double.isNaN(real) || Float.toString(single).equals(Double.toString(real));
        if (!same) {
            throw new UnfitException("the number has more digits than real holds");
        }
        return single;
    }

    /**
     * A decimal.
     *
     * @param modifier the column's {@code atttypmod}; -1 when it takes every precision
     * @return null for NaN
     */
    static BigDecimal decimal(Value value, int modifier) throws UnfitException {
        BigDecimal number = switch (value.kind()) {
            case INTEGER -> BigDecimal.valueOf(value.integer());
            case REAL -> {
                if (Double.isNaN(value.real()) || Double.isInfinite(value.real())) {
                    throw new UnfitException("an infinite number in a column of decimals");
                }
                BigDecimal shortest = new BigDecimal(Double.toString(value.real()));
                yield shortest.scale() > 0 && shortest.signum() != 0 ? shortest.stripTrailingZeros() : shortest;
            }
            case TEXT -> {
                String text = ascii(value, "numeric");
                if (text.equalsIgnoreCase("nan")) {
                    yield null;
                }
                try {
                    yield decimalOf(text);
                } catch (NumberFormatException e) {
                    throw new UnfitException("the text is no number");
                }
            }
            case NULL, BLOB -> throw new UnfitException("a blob in a column of numbers");
        };
        if (number == null) {
            return null;
        }
        if (modifier < 4) {
            BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
            return value.kind() == Value.Kind.REAL && plain.signum() == 0 ? BigDecimal.ZERO : plain;
        }
        return scaled(number, (modifier - 4) >> 16 & 0xffff, ((modifier - 4) & 0x7ff ^ 1024) - 1024,
                value.kind() == Value.Kind.REAL);
    }

    private static BigDecimal scaled(BigDecimal number, int precision, int scale, boolean real) throws UnfitException {
        BigDecimal fit;
        try {
            fit = number.setScale(scale, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            if (!real) {
                throw new UnfitException("the number has more than " + scale + " decimals");
            }
            try {
                fit = number.round(DIGITS_OF_A_DOUBLE).setScale(scale, RoundingMode.UNNECESSARY);
            } catch (ArithmeticException again) {
                throw new UnfitException("the number has more than " + scale + " decimals");
            }
        }
        if (fit.signum() != 0 && fit.precision() > precision) {
            throw new UnfitException("the number has more digits than numeric(" + precision + "," + scale + ") holds");
        }
        return fit.scale() < 0 ? fit.setScale(0) : fit;
    }

    /** BigDecimal takes more digits than ASCII has, and exponents that would fill the memory. */
    private static BigDecimal decimalOf(String text) {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) > 16_000 || number.precision() > 100_000) {
            throw new NumberFormatException("too large");
        }
        return number;
    }

    private static String ascii(Value value, String type) throws UnfitException {
        byte[] bytes = value.bytes();
        if (bytes.length == 0) {
            throw new UnfitException("an empty text is no number of type " + type);
        }
        for (byte b : bytes) {
            if (b <= 0) {
                throw new UnfitException("the text is no number of type " + type);
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII).strip();
    }
}
