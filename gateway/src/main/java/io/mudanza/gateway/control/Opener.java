package io.mudanza.gateway.control;

/**
 * Who asks for a job.
 *
 * @param caller public id of the caller's token
 * @param key    value of {@code Idempotency-Key}, or null
 */
record Opener(String caller, String key) {}
