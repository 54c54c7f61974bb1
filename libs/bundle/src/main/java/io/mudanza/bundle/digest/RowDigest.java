package io.mudanza.bundle.digest;

/**
 * Digest of a bag of rows: one XXH3-128 per row over its COPY bytes, combined by sum (mod 2^128), xor and count. It does
 * not depend on the order of the rows and digests of parts add up to the digest of the table.
 *
 * @param rows    how many rows
 * @param sumHigh upper half of the sum
 * @param sumLow  lower half of the sum
 * @param xorHigh upper half of the xor
 * @param xorLow  lower half of the xor
 */
public record RowDigest(long rows, long sumHigh, long sumLow, long xorHigh, long xorLow) {

    /** The digest of no rows. */
    public static final RowDigest EMPTY = new RowDigest(0, 0, 0, 0, 0);

    /** The digest of both bags together. */
    public RowDigest plus(RowDigest other) {
        long low = sumLow + other.sumLow;
        long carry = Long.compareUnsigned(low, sumLow) < 0 ? 1 : 0;
        return new RowDigest(
                rows + other.rows,
                sumHigh + other.sumHigh + carry,
                low,
                xorHigh ^ other.xorHigh,
                xorLow ^ other.xorLow);
    }

    /** Adds one row whose hash has these halves. */
    public RowDigest plusRow(long high, long low) {
        return plus(new RowDigest(1, high, low, high, low));
    }

    /** Form for people and certificates: sum and xor as 64 hexadecimal digits. */
    public String hex() {
        return String.format("%016x%016x%016x%016x", sumHigh, sumLow, xorHigh, xorLow);
    }
}
