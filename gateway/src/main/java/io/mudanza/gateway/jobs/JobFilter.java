package io.mudanza.gateway.jobs;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobStatus;
import java.time.Instant;

/** Which jobs a list shows; null means any. */
public record JobFilter(JobStatus status, JobDirection direction, Instant since, Instant until, JobCursor after) {}
