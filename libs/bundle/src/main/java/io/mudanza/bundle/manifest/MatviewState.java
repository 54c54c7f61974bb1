package io.mudanza.bundle.manifest;

/**
 * A materialised view.
 *
 * @param schema    schema, unquoted
 * @param name      name, unquoted
 * @param populated whether it holds rows, so that the target's has to be refreshed
 */
public record MatviewState(String schema, String name, boolean populated) {}
