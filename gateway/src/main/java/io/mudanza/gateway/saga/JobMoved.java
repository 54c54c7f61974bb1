package io.mudanza.gateway.saga;

import java.util.UUID;

/** The status of a job changed; fired within the transaction that changes it. */
public record JobMoved(UUID jobId) {}
