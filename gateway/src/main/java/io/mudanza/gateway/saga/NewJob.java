package io.mudanza.gateway.saga;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import java.util.Map;
import java.util.UUID;

/**
 * A job to be.
 *
 * @param id        given by the caller, who may have to speak of it before it exists
 * @param facts     what its first step needs to know, without secrets
 * @param createdBy public id of the caller's token
 * @param requestId CloudEvents id of the request, null over HTTP
 */
public record NewJob(
        UUID id, JobDirection direction, JobOptions options, Map<String, Object> facts, String createdBy, String requestId) {}
