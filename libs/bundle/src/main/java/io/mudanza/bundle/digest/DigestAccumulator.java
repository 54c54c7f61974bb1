package io.mudanza.bundle.digest;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * Adds up the digest of rows as they pass. A row may come in one piece or in several; the result is the same. Not
 * thread-safe: one for each stream, merged at the end.
 */
public final class DigestAccumulator {

    private static final Hasher128 HASHER = Hashing.xxh3_128();

    /** Longer than a block of the hash, which is 1024 bytes. */
    private static final int WARM_UP_LENGTH = 1400;

    /** More calls than the compiler waits for, in steps that meet short rows as often as long ones. */
    private static final int WARM_UP_ROWS = 7000;
    private static final int WARM_UP_STEP = 37;

    private final HashStream128 open = HASHER.hashStream();
    private boolean begun;
    private long rows;
    private long sumHigh;
    private long sumLow;
    private long xorHigh;
    private long xorLow;
    private long lastHigh;
    private long lastLow;

    /**
     * Has the hash compiled for rows of every length. Else it is compiled for the first rows, thrown away when a longer
     * one comes, and compiled again, several times in the first seconds. Takes a tenth of a second of one processor.
     */
    public static void warmUp() {
        DigestAccumulator accumulator = new DigestAccumulator();
        byte[] bytes = new byte[WARM_UP_LENGTH];
        for (int i = 0; i < WARM_UP_ROWS; i++) {
            accumulator.row(bytes, 0, i * WARM_UP_STEP % WARM_UP_LENGTH);
        }
    }

    /** A piece of the current row; the row ends with {@link #endRow()}. */
    public void piece(byte[] bytes, int offset, int length) {
        open.putBytes(bytes, offset, length);
        begun = true;
    }

    /** Ends the row made of the pieces since the last one; without pieces it is the row of no bytes. */
    public void endRow() {
        add(open.get());
        open.reset();
        begun = false;
    }

    /** A whole row. */
    public void row(byte[] bytes, int offset, int length) {
        if (begun) {
            throw new IllegalStateException("A row in pieces is still open.");
        }
        add(HASHER.hashBytesTo128Bits(bytes, offset, length));
    }

    /** Adds the rows of another stream. */
    public void merge(RowDigest other) {
        RowDigest both = digest().plus(other);
        rows = both.rows();
        sumHigh = both.sumHigh();
        sumLow = both.sumLow();
        xorHigh = both.xorHigh();
        xorLow = both.xorLow();
    }

    /** Rows so far. */
    public long rows() {
        return rows;
    }

    /** Upper half of the hash of the row that ended last. */
    public long lastHigh() {
        return lastHigh;
    }

    /** Lower half of the hash of the row that ended last. */
    public long lastLow() {
        return lastLow;
    }

    /** The digest of the rows so far. */
    public RowDigest digest() {
        return new RowDigest(rows, sumHigh, sumLow, xorHigh, xorLow);
    }

    /** Starts again from no rows. */
    public void reset() {
        open.reset();
        begun = false;
        rows = 0;
        sumHigh = 0;
        sumLow = 0;
        xorHigh = 0;
        xorLow = 0;
    }

    private void add(HashValue128 hash) {
        lastHigh = hash.getMostSignificantBits();
        lastLow = hash.getLeastSignificantBits();
        long low = sumLow + lastLow;
        long carry = Long.compareUnsigned(low, sumLow) < 0 ? 1 : 0;
        sumHigh += lastHigh + carry;
        sumLow = low;
        xorHigh ^= lastHigh;
        xorLow ^= lastLow;
        rows++;
    }
}
