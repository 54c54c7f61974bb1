package io.mudanza.engine.verify;

import io.mudanza.bundle.digest.RowDigest;
import java.util.List;

/**
 * The comparison of one table.
 *
 * @param schema      schema, unquoted
 * @param table       name, unquoted
 * @param verdict     the result
 * @param rowsBefore  rows in the bundle
 * @param rowsAfter   rows in the target; -1 when they were not counted
 * @param expected    digest in the bundle; null when the bundle does not know the table
 * @param found       digest of the target; null when it was not read
 * @param reason      why it is not EQUAL; null when it is
 * @param differences some of the rows that differ
 */
public record TableVerdict(
        String schema,
        String table,
        Verdict verdict,
        long rowsBefore,
        long rowsAfter,
        RowDigest expected,
        RowDigest found,
        String reason,
        List<RowDifference> differences) {

    public TableVerdict {
        differences = differences == null ? List.of() : List.copyOf(differences);
    }

    /** {@code schema.table}, unquoted, for people. */
    public String label() {
        return schema + "." + table;
    }

    TableVerdict with(List<RowDifference> found) {
        return new TableVerdict(schema, table, verdict, rowsBefore, rowsAfter, expected, this.found, reason, found);
    }
}
