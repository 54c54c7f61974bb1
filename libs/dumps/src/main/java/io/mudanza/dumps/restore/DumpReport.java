package io.mudanza.dumps.restore;

import io.mudanza.bundle.manifest.SequenceState;
import io.mudanza.dumps.SkippedStatement;
import java.util.List;

/**
 * How a restore ended. What is not equal is for the caller to judge; nothing has been published.
 *
 * @param tables       every table with a block of rows in the dump, in its order
 * @param rows         rows of all tables
 * @param bytes        bytes of COPY text of all tables
 * @param sequences    where the sequences stand that the dump sets
 * @param largeObjects large objects that were written
 * @param skipped      statements left out, with reasons
 * @param restoredBy   whose rights the statements had
 * @param owner        role that owns everything now
 * @param notes        what else the owner of the platform should know
 */
public record DumpReport(
        List<TableReport> tables,
        long rows,
        long bytes,
        List<SequenceState> sequences,
        long largeObjects,
        List<SkippedStatement> skipped,
        RestoredBy restoredBy,
        String owner,
        List<String> notes) {

    public DumpReport {
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
        skipped = List.copyOf(skipped);
        notes = List.copyOf(notes);
    }

    /** Whether every table was read back and holds what the dump held. */
    public boolean equal() {
        return tables.stream().allMatch(TableReport::equal);
    }
}
