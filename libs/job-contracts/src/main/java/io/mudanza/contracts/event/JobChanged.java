package io.mudanza.contracts.event;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobStatus;
import io.mudanza.contracts.job.JobVerdict;
import java.util.UUID;

/**
 * A job changed its status.
 *
 * @param jobId     the job
 * @param requestId CloudEvents id of the request that asked for it; null when it came over HTTP
 * @param direction what the job does
 * @param status    where it stands now
 * @param verdict   null until something was compared
 * @param code      problem code when it failed, else null
 * @param detail    what to do when it failed, else null
 */
public record JobChanged(
        UUID jobId,
        String requestId,
        JobDirection direction,
        JobStatus status,
        JobVerdict verdict,
        String code,
        String detail) {}
