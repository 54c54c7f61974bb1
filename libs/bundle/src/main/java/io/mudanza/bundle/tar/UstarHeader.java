package io.mudanza.bundle.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The one header that bundles have: a plain file of mode 0600 without owner names, links or extensions. A reader makes
 * the header that has to stand at a place and compares bytes, so there is nothing in a foreign header to misunderstand.
 */
final class UstarHeader {

    static final int BLOCK = 512;

    /** The size field has eleven octal digits. */
    static final long LARGEST = (1L << 33) - 1;

    private UstarHeader() {}

    static byte[] of(String name, long size, long epochSecond) {
        byte[] header = new byte[BLOCK];
        text(header, 0, name);
        text(header, 100, "0000600\0");
        text(header, 108, "0000000\0");
        text(header, 116, "0000000\0");
        text(header, 124, String.format(Locale.ROOT, "%011o\0", size));
        text(header, 136, String.format(Locale.ROOT, "%011o\0", Math.clamp(epochSecond, 0, LARGEST)));
        Arrays.fill(header, 148, 156, (byte) ' ');
        header[156] = '0';
        text(header, 257, "ustar\0" + "00");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        text(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        return header;
    }

    /** Bytes of zeros that fill up the last block of a member. */
    static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    private static void text(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
