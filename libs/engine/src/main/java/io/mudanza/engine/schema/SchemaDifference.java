package io.mudanza.engine.schema;

/**
 * An object that is not the same on both sides.
 *
 * @param kind   {@code TABLE}, {@code INDEX}, …
 * @param object {@code schema.name}
 * @param change what differs
 * @param detail both forms, shortened, for people
 */
public record SchemaDifference(String kind, String object, Change change, String detail) {

    /** How it differs. */
    public enum Change {
        MISSING,
        UNEXPECTED,
        DIFFERENT
    }
}
