package io.mudanza.examples.tuki;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Writes rows in PostgreSQL's COPY text format. */
final class CopyRow {
    private final StringBuilder out = new StringBuilder(1 << 16);
    private boolean first = true;
    private long rows;

    CopyRow text(String value) {
        column();
        if (value == null) {
            out.append("\\N");
            return this;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\u000B' -> out.append("\\v");
                default -> out.append(c);
            }
        }
        return this;
    }

    CopyRow number(long value) {
        column();
        out.append(value);
        return this;
    }

    /** Hundredths as a decimal number. */
    CopyRow cents(long value) {
        column();
        out.append(value / 100).append('.');
        long rest = Math.abs(value % 100);
        out.append(rest < 10 ? "0" : "").append(rest);
        return this;
    }

    CopyRow decimal(double value) {
        column();
        out.append(value);
        return this;
    }

    CopyRow bool(boolean value) {
        column();
        out.append(value ? 't' : 'f');
        return this;
    }

    CopyRow uuid(UUID value) {
        column();
        out.append(value);
        return this;
    }

    CopyRow time(Instant value) {
        return value == null ? nothing() : text(value.toString());
    }

    CopyRow date(LocalDate value) {
        return value == null ? nothing() : text(value.toString());
    }

    CopyRow bytes(byte[] value) {
        column();
        out.append("\\\\x").append(HexFormat.of().formatHex(value));
        return this;
    }

    CopyRow array(List<String> values) {
        StringBuilder array = new StringBuilder("{");
        for (String value : values) {
            array.append(array.length() > 1 ? "," : "").append('"')
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        }
        return text(array.append('}').toString());
    }

    CopyRow nothing() {
        column();
        out.append("\\N");
        return this;
    }

    void end() {
        out.append('\n');
        first = true;
        rows++;
    }

    long rows() {
        return rows;
    }

    /** What has been written since the last call. */
    String take() {
        String text = out.toString();
        out.setLength(0);
        return text;
    }

    int pending() {
        return out.length();
    }

    private void column() {
        if (!first) {
            out.append('\t');
        }
        first = false;
    }
}
