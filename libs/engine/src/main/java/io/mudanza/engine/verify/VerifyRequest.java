package io.mudanza.engine.verify;

import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.schema.SchemaTexts;

/**
 * What is to be compared.
 *
 * @param target         database that was loaded
 * @param level          how thoroughly
 * @param workers        parallel readers, at least 1
 * @param expectedSchema the schema as the bundle carries it; null when it is not there, so that it is not verified
 * @param pgDump         path of pg_dump; null to search
 * @param expectedRows   where the rows can be read again to find those that differ; null when they cannot
 * @param keys           how many differing rows are named for each table
 * @param afterLoad      whether the target is what a load has just made, so that what the load read back counts where
 *                       nothing was written since; false to read every row now
 */
public record VerifyRequest(
        DatabaseAddress target,
        VerifyLevel level,
        int workers,
        SchemaTexts expectedSchema,
        String pgDump,
        RowSource expectedRows,
        int keys,
        boolean afterLoad) {

    /** How many differing rows are named unless one says otherwise. */
    public static final int KEYS = 20;

    public VerifyRequest {
        workers = Math.max(1, workers);
        keys = keys <= 0 ? KEYS : keys;
    }

    /** Everything, two readers. */
    public static VerifyRequest full(DatabaseAddress target, SchemaTexts expectedSchema, RowSource expectedRows) {
        return new VerifyRequest(target, VerifyLevel.FULL, 2, expectedSchema, null, expectedRows, KEYS, false);
    }
}
