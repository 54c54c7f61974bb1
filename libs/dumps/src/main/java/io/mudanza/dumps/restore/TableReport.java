package io.mudanza.dumps.restore;

import io.mudanza.bundle.digest.RowDigest;

/**
 * One table: what the dump held and what the database holds.
 *
 * @param schema           its schema
 * @param name             its name
 * @param rowsInDump       rows that the dump held
 * @param digestInDump     digest of these rows as they passed
 * @param rowsInDatabase   rows that were read back; -1 when the table was not read
 * @param digestInDatabase digest of the rows read back; null when the table was not read
 * @param equal            whether both digests were made and are the same
 * @param note             why not, or what has to be known; null when there is nothing to say
 */
public record TableReport(
        String schema,
        String name,
        long rowsInDump,
        RowDigest digestInDump,
        long rowsInDatabase,
        RowDigest digestInDatabase,
        boolean equal,
        String note) {

    /** {@code schema.name}. */
    public String label() {
        return schema + "." + name;
    }
}
