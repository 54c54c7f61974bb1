package io.mudanza.sqlite.convert;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** A row of COPY text without its line end, for tables with types whose binary form means nothing elsewhere. */
public final class TextTuple extends Tuple {

    private static final LocalDate DAY_ZERO = LocalDate.of(2000, 1, 1);
    private static final long DAY = 86_400_000_000L;
    private boolean first;

    @Override
    public void begin(int fields) {
        out.clear();
        first = true;
    }

    private void field() {
        if (!first) {
            out.octet('\t');
        }
        first = false;
    }

    private void plain(String ascii) {
        field();
        byte[] bytes = ascii.getBytes(StandardCharsets.ISO_8859_1);
        out.bytes(bytes, 0, bytes.length);
    }

    @Override
    public void nothing() {
        plain("\\N");
    }

    @Override
    public void bool(boolean value) {
        plain(value ? "t" : "f");
    }

    @Override
    public void int2(short value) {
        plain(Short.toString(value));
    }

    @Override
    public void int4(int value) {
        plain(Integer.toString(value));
    }

    @Override
    public void int8(long value) {
        plain(Long.toString(value));
    }

    @Override
    public void float4(float value) {
        plain(number(value, Float.toString(value), 6));
    }

    @Override
    public void float8(double value) {
        plain(number(value, Double.toString(value), 15));
    }

    /** The shortest digits, in the layout of the server. */
    private static String number(double value, String shortest, int fixedBelow) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal decimal = new BigDecimal(shortest).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -4 && exponent < fixedBelow) {
            return decimal.toPlainString();
        }
        String digits = decimal.unscaledValue().abs().toString();
        return (decimal.signum() < 0 ? "-" : "") + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + "e" + (exponent < 0 ? "-" : "+") + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
    }

    @Override
    public void numeric(BigDecimal value) {
        plain(value == null ? "NaN" : value.toPlainString());
    }

    @Override
    public void text(byte[] utf8, int offset, int count) {
        field();
        int plain = offset;
        for (int i = offset; i < offset + count; i++) {
            byte b = utf8[i];
            char escape = switch (b) {
                case '\\' -> '\\';
                case '\n' -> 'n';
                case '\r' -> 'r';
                case '\t' -> 't';
                case '\b' -> 'b';
                case '\f' -> 'f';
                case 11 -> 'v';
                default -> 0;
            };
            if (escape != 0) {
                out.bytes(utf8, plain, i - plain);
                out.octet('\\');
                out.octet(escape);
                plain = i + 1;
            }
        }
        out.bytes(utf8, plain, offset + count - plain);
    }

    @Override
    public void bytes(byte[] value) {
        plain("\\\\x" + HexFormat.of().formatHex(value));
    }

    @Override
    public void date(int days) {
        plain(DAY_ZERO.plusDays(days).toString());
    }

    @Override
    public void time(long micros) {
        plain(clock(micros));
    }

    private static String clock(long micros) {
        if (micros == DAY) {
            return "24:00:00";
        }
        LocalTime time = LocalTime.ofNanoOfDay(micros * 1000);
        String whole = String.format(Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
        long fraction = micros % 1_000_000;
        return fraction == 0 ? whole
                : (whole + String.format(Locale.ROOT, ".%06d", fraction)).replaceFirst("0+$", "");
    }

    private static String stamp(long micros) {
        return DAY_ZERO.plusDays(Math.floorDiv(micros, DAY)) + " " + clock(Math.floorMod(micros, DAY));
    }

    @Override
    public void timestamp(long micros) {
        plain(stamp(micros));
    }

    @Override
    public void timestampWithZone(long micros) {
        plain(stamp(micros) + "+00");
    }

    @Override
    public void interval(long micros, int days) {
        long rest = Math.abs(micros);
        String time = (micros < 0 ? "-" : days < 0 ? "+" : "")
                + String.format(Locale.ROOT, "%02d", rest / 3_600_000_000L) + clock(rest % 3_600_000_000L).substring(2);
        String day = days == 0 ? "" : days + (days == 1 ? " day" : " days");
        plain(day.isEmpty() ? (micros < 0 ? "" : "") + time : micros == 0 ? day : day + " " + time);
    }

    @Override
    public void uuid(long high, long low) {
        plain(new UUID(high, low).toString());
    }

    @Override
    public void jsonb(byte[] canonical) {
        text(canonical, 0, canonical.length);
    }

    @Override
    public void made(byte[] form) {
        text(form, 0, form.length);
    }

    @Override
    public void end() {
        // The line end is not part of the row.
    }
}
