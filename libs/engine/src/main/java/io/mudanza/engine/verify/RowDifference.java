package io.mudanza.engine.verify;

/**
 * A row that is not the same on both sides.
 *
 * @param kind how it differs
 * @param key  its key for people, e.g. {@code id=42}; the digest of the row where the table has no key
 */
public record RowDifference(Kind kind, String key) {

    /** How a row differs. */
    public enum Kind {
        /** The bundle has it, the target does not. */
        MISSING,
        /** The target has it, the bundle does not. */
        EXTRA,
        /** Both have it with different values. */
        CHANGED
    }
}
