package io.mudanza.engine.people;

import io.mudanza.bundle.digest.RowDigest;

/**
 * What a merge changed in one table, so that the rest of it can still be held against the backup. Digests are those of
 * the COPY lines of the touched rows, in the columns and the format of the table's head.
 *
 * @param schema schema, unquoted
 * @param table  name, unquoted
 * @param before touched rows as the backup had them
 * @param after  touched and entered rows as they are now
 */
public record TableChange(String schema, String table, RowDigest before, RowDigest after) {

    /** What the table must have now, when the backup had this. */
    public RowDigest expected(RowDigest backup) {
        long low = backup.sumLow() - before.sumLow();
        long borrow = Long.compareUnsigned(backup.sumLow(), before.sumLow()) < 0 ? 1 : 0;
        return new RowDigest(
                        backup.rows() - before.rows(),
                        backup.sumHigh() - before.sumHigh() - borrow,
                        low,
                        backup.xorHigh() ^ before.xorHigh(),
                        backup.xorLow() ^ before.xorLow())
                .plus(after);
    }
}
