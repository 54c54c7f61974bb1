package io.mudanza.contracts.progress;

import io.mudanza.contracts.step.StepKind;
import java.util.List;
import java.util.UUID;

/**
 * How far a step is. Totals of -1 mean "not known yet".
 *
 * @param jobId      the job
 * @param stepId     the step
 * @param kind       the kind of step
 * @param current    what is being done right now, for people: a table, a file, "creating indexes"
 * @param rowsDone   rows so far
 * @param rowsTotal  rows expected
 * @param bytesDone  plain bytes so far
 * @param bytesTotal plain bytes expected
 * @param tables     detail of the tables that changed since the last message
 */
public record StepProgress(
        UUID jobId,
        UUID stepId,
        StepKind kind,
        String current,
        long rowsDone,
        long rowsTotal,
        long bytesDone,
        long bytesTotal,
        List<TableProgress> tables) {

    public StepProgress {
        tables = tables == null ? List.of() : List.copyOf(tables);
    }
}
