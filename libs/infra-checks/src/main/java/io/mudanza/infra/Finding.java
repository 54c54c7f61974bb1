package io.mudanza.infra;

/**
 * What was found about one thing.
 *
 * @param section what it belongs to, e.g. {@code node_database}
 * @param name    e.g. {@code free_connections}
 * @param value   what is there, for people; never a secret
 * @param millis  how long it took; null where that tells nothing
 * @param action  what to do; null when all is well
 */
public record Finding(String section, String name, Health health, String value, Double millis, String action) {}
