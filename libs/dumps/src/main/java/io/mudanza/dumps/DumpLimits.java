package io.mudanza.dumps;

import java.time.Duration;

/**
 * How far a dump may go.
 *
 * @param rowBytes         bytes of one row as COPY text; at most 1 GiB
 * @param statementBytes   bytes of one statement, rows of {@code INSERT} included; at most 1 GiB
 * @param schemaBytes      bytes of all statements together that wait in memory for the rows
 * @param rows             rows of the whole dump
 * @param bytes            bytes of the whole dump after decompression
 * @param statementTimeout how long the server may work on one statement; zero for no limit
 */
public record DumpLimits(
        int rowBytes, int statementBytes, long schemaBytes, long rows, long bytes, Duration statementTimeout) {

    private static final int MOST = 1 << 30;

    /** Rows and statements of 256 MiB, 256 MiB of schema, 10^11 rows, 16 TiB, six hours for one statement. */
    public static final DumpLimits DEFAULT =
            new DumpLimits(256 << 20, 256 << 20, 256L << 20, 100_000_000_000L, 16L << 40, Duration.ofHours(6));

    public DumpLimits {
        if (rowBytes < 1 || rowBytes > MOST || statementBytes < 1 || statementBytes > MOST || schemaBytes < 1
                || rows < 0 || bytes < 0 || statementTimeout.isNegative()) {
            throw new IllegalArgumentException("Limits of a dump must be positive, rows and statements at most 1 GiB.");
        }
    }

    /** The same with another time limit. */
    public DumpLimits withStatementTimeout(Duration timeout) {
        return new DumpLimits(rowBytes, statementBytes, schemaBytes, rows, bytes, timeout);
    }
}
