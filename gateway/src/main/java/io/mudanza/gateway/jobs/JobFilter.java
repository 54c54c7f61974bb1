package io.mudanza.gateway.jobs;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobStatus;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Which jobs a list shows; null means any. */
public record JobFilter(
        JobStatus status, JobDirection direction, Instant since, Instant until, JobCursor after, Seen seen) {

    /** Only jobs that the caller has made, and some more. */
    public record Seen(String createdBy, Set<UUID> ids) {}
}
