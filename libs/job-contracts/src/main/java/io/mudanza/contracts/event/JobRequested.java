package io.mudanza.contracts.event;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;

/**
 * Another program asks for a job. The record carries the header {@code authorization: Bearer <internal JWT>}, obtained
 * from {@code POST /api/v1/migration/tokens/session}; the migration token itself never travels in a message.
 *
 * @param direction what to do; {@code export} is the one accepted, for it needs neither a peer nor the target
 * @param options   as in the REST call; null for the defaults
 */
public record JobRequested(JobDirection direction, JobOptions options) {}
