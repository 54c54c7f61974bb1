package io.mudanza.bundle.manifest;

/**
 * An object of the source that moves with the schema.
 *
 * @param kind  {@code table}, {@code view}, {@code function}, …
 * @param name  qualified name
 * @param owner role that owns it
 */
public record ObjectHead(String kind, String name, String owner) {}
