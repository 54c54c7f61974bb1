package io.mudanza.contracts.event;

import io.mudanza.contracts.step.StepKind;
import java.util.UUID;

/**
 * A worker took a step up.
 *
 * @param jobId   the job
 * @param stepId  the step
 * @param kind    what it does
 * @param attempt 1 for the first run, higher after a crash or a retry
 */
public record StepStarted(UUID jobId, UUID stepId, StepKind kind, int attempt) {}
