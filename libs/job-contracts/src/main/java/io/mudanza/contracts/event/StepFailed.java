package io.mudanza.contracts.event;

import io.mudanza.contracts.step.StepKind;
import java.util.UUID;

/**
 * A worker gave a step up. Nothing of the step is half done.
 *
 * @param jobId  the job
 * @param stepId the step
 * @param kind   what it tried
 * @param code   a code of {@link io.mudanza.contracts.problem.ProblemCode}, wire form
 * @param detail what happened and what to do, free of secrets
 */
public record StepFailed(UUID jobId, UUID stepId, StepKind kind, String code, String detail) {}
