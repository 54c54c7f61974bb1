package io.mudanza.embedded.process;

/**
 * The signal a server takes for an orderly end: PostgreSQL calls INT a fast shutdown, and TERM would wait for
 * clients.
 */
public enum StopSignal {
    INT,
    TERM
}
