package io.mudanza.contracts.event;

import io.mudanza.contracts.step.StepKind;
import java.util.UUID;

/**
 * A line for the job's log.
 *
 * @param jobId   the job
 * @param stepId  the step
 * @param kind    the kind of step
 * @param level   how grave it is
 * @param message one sentence, free of secrets
 */
public record StepLogged(UUID jobId, UUID stepId, StepKind kind, LogLevel level, String message) {}
