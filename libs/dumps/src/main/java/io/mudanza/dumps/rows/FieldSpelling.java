package io.mudanza.dumps.rows;

import io.mudanza.dumps.sql.Marks;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Puts the fields of a row into one spelling. */
final class FieldSpelling {

    private static final byte[] UTC = "+00".getBytes(StandardCharsets.US_ASCII);

    /** The row with other fields; null when it is spelled as it should be, which is the rule. */
    byte[] of(byte[] bytes, int offset, int length, FieldForm[] forms) {
        ByteArrayOutputStream other = null;
        int end = offset + length;
        int copied = offset;
        int from = offset;
        for (int column = 0; column < forms.length && from <= end; column++) {
            int to = Marks.field(bytes, from, end);
            while (to < end && bytes[to] != '\t') {
                to = Marks.field(bytes, Math.min(to + 2, end), end);
            }
            String now = forms[column] == FieldForm.PLAIN ? null : spelled(bytes, from, to, forms[column]);
            if (now != null) {
                other = other == null ? new ByteArrayOutputStream(length + 64) : other;
                other.write(bytes, copied, from - copied);
                other.writeBytes(now.getBytes(StandardCharsets.ISO_8859_1));
                copied = to;
            }
            from = to + 1;
        }
        if (other == null) {
            return null;
        }
        other.write(bytes, copied, end - copied);
        return other.toByteArray();
    }

    /** Null when it stays. */
    private static String spelled(byte[] bytes, int from, int to, FieldForm form) {
        boolean isNull = to - from == 2 && bytes[from] == '\\' && bytes[from + 1] == 'N';
        if (isNull) {
            return null;
        }
        return switch (form) {
            case PLAIN -> null;
            case INSTANT -> endsInUtc(bytes, from, to) ? null : Instants.inUtc(text(bytes, from, to));
            case INSTANTS_WITHIN -> Instants.inUtc(text(bytes, from, to));
            case BYTES -> isHex(bytes, from, to) ? null : hex(bytes, from, to);
            case SINGLE -> number(text(bytes, from, to), true);
            case DOUBLE -> number(text(bytes, from, to), false);
        };
    }

    static boolean endsInUtc(byte[] bytes, int from, int to) {
        int at = to - UTC.length;
        return at > from && bytes[at] == '+' && bytes[at + 1] == '0' && bytes[at + 2] == '0'
                // 10:20:30+01:00 ends like it, too: a digit comes before the sign then.
                && bytes[at - 1] >= '0' && bytes[at - 1] <= '9';
    }

    private static boolean isHex(byte[] bytes, int from, int to) {
        return to - from >= 3 && bytes[from] == '\\' && bytes[from + 1] == '\\' && bytes[from + 2] == 'x';
    }

    /** The form before 9.0, which a server may still be set to: {@code \ooo} for bytes, each backslash twice in COPY. */
    private static String hex(byte[] bytes, int from, int to) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (int at = from; at < to; at++) {
            boolean escape = bytes[at] == '\\' && at + 1 < to && bytes[at + 1] == '\\';
            if (!escape) {
                value.write(bytes[at]);
            } else if (at + 4 < to && digit(bytes[at + 2]) && digit(bytes[at + 3]) && digit(bytes[at + 4])) {
                value.write((bytes[at + 2] - '0') * 64 + (bytes[at + 3] - '0') * 8 + bytes[at + 4] - '0');
                at += 4;
            } else {
                value.write('\\');
                at += at + 3 < to && bytes[at + 2] == '\\' && bytes[at + 3] == '\\' ? 3 : 1;
            }
        }
        return "\\\\x" + HexFormat.of().formatHex(value.toByteArray());
    }

    private static boolean digit(byte octet) {
        return octet >= '0' && octet <= '7';
    }

    private static String number(String text, boolean single) {
        try {
            return single ? String.valueOf(Float.parseFloat(text)) : String.valueOf(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
