package io.mudanza.bundle.part;

import io.mudanza.bundle.digest.RowDigest;

/**
 * One sealed, independent piece of a bundle: the unit of transfer, parallelism, resume and transaction.
 *
 * @param name        path inside the bundle, {@code [a-z0-9._/-]}, under 100 bytes, e.g. {@code data/t0042/00000.copy.zst}
 * @param kind        what it holds
 * @param table       id of the table in the manifest ({@code t0042}); null when it belongs to none
 * @param rows        number of rows; 0 where rows make no sense
 * @param plainBytes  length before compression
 * @param storedBytes length as stored
 * @param sha256      SHA-256 of the stored bytes, 64 lower-case hexadecimal digits; {@link #NO_SHA256} when not taken
 * @param digest      digest of the rows; null where there are none
 */
public record Part(
        String name,
        PartKind kind,
        String table,
        long rows,
        long plainBytes,
        long storedBytes,
        String sha256,
        RowDigest digest) {

    /** Stands for the SHA-256 of a part that never left the process that made it; no bytes have it. */
    public static final String NO_SHA256 = "0".repeat(64);
}
