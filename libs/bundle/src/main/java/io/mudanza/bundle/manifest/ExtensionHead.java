package io.mudanza.bundle.manifest;

/**
 * An extension that the source uses.
 *
 * @param name    name
 * @param version installed version
 * @param schema  schema it lives in
 */
public record ExtensionHead(String name, String version, String schema) {}
