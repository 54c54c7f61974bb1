package io.mudanza.contracts.event;

import io.mudanza.contracts.step.StepKind;
import java.util.Map;
import java.util.UUID;

/**
 * A worker finished a step.
 *
 * @param jobId  the job
 * @param stepId the step
 * @param kind   what it did
 * @param facts  what it found out, by the names of {@link io.mudanza.contracts.step.StepFacts}
 */
public record StepCompleted(UUID jobId, UUID stepId, StepKind kind, Map<String, Object> facts) {

    public StepCompleted {
        facts = facts == null ? Map.of() : Map.copyOf(facts);
    }
}
