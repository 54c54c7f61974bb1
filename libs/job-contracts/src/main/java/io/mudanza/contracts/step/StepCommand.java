package io.mudanza.contracts.step;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import java.util.Map;
import java.util.UUID;

/**
 * Tells a worker to run one step.
 *
 * @param jobId     the job; also the key of the Kafka record
 * @param stepId    identifies the run of the step; a repeated command carries the same id
 * @param kind      what to do
 * @param direction the direction of the job
 * @param options   what the caller asked for
 * @param facts     what earlier steps found out, by the names of {@link StepFacts}
 */
public record StepCommand(
        UUID jobId,
        UUID stepId,
        StepKind kind,
        JobDirection direction,
        JobOptions options,
        Map<String, Object> facts) {

    public StepCommand {
        facts = facts == null ? Map.of() : Map.copyOf(facts);
    }
}
