package io.mudanza.coordination.limits;

import java.time.Duration;

/**
 * Not now.
 *
 * @param gate       which of those that were asked
 * @param retryAfter after how long it is worth asking again, more than zero
 */
public record Refusal(Gate gate, Duration retryAfter) {}
