package io.mudanza.transfer.settings;

import java.time.Duration;

/**
 * How long a peer may be silent or slow.
 *
 * @param source      how long a peer that went away is waited for
 * @param connect     how long a connection may take
 * @param answer      how long the head of an answer may take
 * @param stallWindow how long a body may bring less than {@code stallMinBytes}
 * @param stallMinBytes bytes that a body must bring in each window
 */
public record Patience(
        Duration source, Duration connect, Duration answer, Duration stallWindow, long stallMinBytes) {}
