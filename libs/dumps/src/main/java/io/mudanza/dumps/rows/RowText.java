package io.mudanza.dumps.rows;

import java.io.ByteArrayOutputStream;

/** One row of COPY text in the making. */
final class RowText {

    private final ByteArrayOutputStream row = new ByteArrayOutputStream();
    private boolean begun;

    /** A value as it is. */
    void field(byte[] value) {
        separate();
        for (byte octet : value) {
            switch (octet) {
                case '\b' -> escape('b');
                case '\f' -> escape('f');
                case '\n' -> escape('n');
                case '\r' -> escape('r');
                case '\t' -> escape('t');
                case 0x0b -> escape('v');
                case '\\' -> escape('\\');
                default -> row.write(octet);
            }
        }
    }

    /** A value that is COPY text already. */
    void raw(byte[] text) {
        separate();
        row.writeBytes(text);
    }

    /** The row with its line feed. */
    byte[] ended() {
        row.write('\n');
        return row.toByteArray();
    }

    private void separate() {
        if (begun) {
            row.write('\t');
        }
        begun = true;
    }

    private void escape(char c) {
        row.write('\\');
        row.write(c);
    }
}
