package io.mudanza.steps.pieces;

import io.mudanza.contracts.step.StepKind;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * A piece of a step that another replica leads.
 *
 * @param number    given once: a piece is claimed by one replica and never again under this number
 * @param content   what is to be done, as the leader wrote it (JSON, free of secrets)
 * @param cancelled whether to stop: the step has ended, was cancelled or moved, or this process is going down
 */
public record Piece(
        long number, UUID jobId, UUID stepId, StepKind kind, String content, BooleanSupplier cancelled) {

    /** Name of everything outside the node's database that this piece alone uses, e.g. its session; under 64 characters. */
    public String mark() {
        return markOf(jobId, number);
    }

    /** The mark of one piece; no mark of a piece begins with that of another (1 and 10). */
    static String markOf(UUID jobId, long number) {
        return markOf(jobId) + number + ".";
    }

    /** What the marks of all pieces of a job begin with. */
    public static String markOf(UUID jobId) {
        return "mudanza-piece-" + jobId.toString().replace("-", "") + "-";
    }
}
