package io.mudanza.engine.certificate;

import io.mudanza.engine.verify.Verdict;
import java.util.List;

/**
 * The comparison of one table.
 *
 * @param table          {@code schema.table}
 * @param rowsExpected   rows in the bundle
 * @param rowsFound      rows in the target; -1 when they were not counted
 * @param digestExpected digest of the rows in the bundle
 * @param digestFound    digest of the rows read back from the target; null when they were not read
 * @param verdict        what the two lead to
 * @param reason         why it is not EQUAL; null when it is
 * @param differingKeys  keys of rows that differ, a sample; empty when none is known
 */
public record CertifiedTable(
        String table,
        long rowsExpected,
        long rowsFound,
        String digestExpected,
        String digestFound,
        Verdict verdict,
        String reason,
        List<String> differingKeys) {

    public CertifiedTable {
        differingKeys = differingKeys == null ? List.of() : List.copyOf(differingKeys);
    }

    boolean supportsItsVerdict() {
        return verdict != Verdict.EQUAL
                || (rowsExpected == rowsFound && digestExpected != null && digestExpected.equals(digestFound));
    }
}
