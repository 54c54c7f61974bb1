package io.mudanza.outbound.client;

import java.time.Duration;

/**
 * How long and how slow others may be.
 *
 * @param connect     until a connection stands
 * @param stallWindow time in which a body must bring {@code stallMinBytes}
 * @param stallMinBytes bytes in each window; at least 1
 * @param connections at most so many to one target at a time
 */
public record OutboundLimits(Duration connect, Duration stallWindow, long stallMinBytes, int connections) {}
