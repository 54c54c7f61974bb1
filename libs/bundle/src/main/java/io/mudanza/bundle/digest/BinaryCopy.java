package io.mudanza.bundle.digest;

import java.util.Arrays;

/** The frame of COPY binary: what stands before the first row and after the last. */
public final class BinaryCopy {

    /** Length of the header. */
    public static final int HEADER_LENGTH = 19;

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};

    private BinaryCopy() {}

    /** The signature, no flags, no extension. */
    public static byte[] header() {
        return Arrays.copyOf(SIGNATURE, HEADER_LENGTH);
    }

    /** True when the bytes begin with that header. */
    public static boolean isHeader(byte[] bytes, int offset, int length) {
        return length >= HEADER_LENGTH
                && Arrays.equals(bytes, offset, offset + HEADER_LENGTH, header(), 0, HEADER_LENGTH);
    }

    /** The count of fields that no row has. */
    public static byte[] trailer() {
        return new byte[] {(byte) 0xff, (byte) 0xff};
    }
}
