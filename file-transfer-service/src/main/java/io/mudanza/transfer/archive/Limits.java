package io.mudanza.transfer.archive;

/**
 * How far an archive may go.
 *
 * @param expandedBytes bytes after decompression, of everything together
 * @param ratio         plain bytes for each packed byte, looked at once {@link #RATIO_AFTER} bytes have come out
 * @param entries       members of an archive
 */
public record Limits(long expandedBytes, long ratio, long entries) {

    /** A small file may well be one letter many times. */
    static final long RATIO_AFTER = 16L << 20;

    /** Bytes that one header may announce for names and the like. */
    static final int METADATA = 64 << 10;

    /** Bytes of zeros that may follow the end of a tar. */
    static final long PADDING = 1 << 20;

    /** What is documented: 100 GiB, 200 to 1, two million members. */
    public static Limits standard() {
        return new Limits(100L << 30, 200, 2_000_000);
    }
}
