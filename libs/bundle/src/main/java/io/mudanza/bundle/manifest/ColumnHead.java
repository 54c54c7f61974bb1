package io.mudanza.bundle.manifest;

/**
 * A column whose values move (generated columns do not).
 *
 * @param name name, unquoted
 * @param type type as {@code format_type} tells it, qualified
 */
public record ColumnHead(String name, String type) {}
