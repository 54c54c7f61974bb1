package io.mudanza.contracts.step;

import java.util.UUID;

/**
 * Tells a worker to stop every running step of a job at the next safe point.
 *
 * @param jobId the job
 */
public record CancelCommand(UUID jobId) {}
