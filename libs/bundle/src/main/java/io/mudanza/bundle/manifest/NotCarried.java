package io.mudanza.bundle.manifest;

/**
 * An object of the source that does not move.
 *
 * @param kind   kind of object
 * @param name   qualified name
 * @param reason why it stays, a sentence
 */
public record NotCarried(String kind, String name, String reason) {}
