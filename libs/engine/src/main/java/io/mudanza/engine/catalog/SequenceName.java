package io.mudanza.engine.catalog;

/**
 * A sequence.
 *
 * @param schema schema, unquoted
 * @param name   name, unquoted
 */
public record SequenceName(String schema, String name) {}
