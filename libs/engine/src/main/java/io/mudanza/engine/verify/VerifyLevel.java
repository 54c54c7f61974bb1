package io.mudanza.engine.verify;

/** How thoroughly a target is compared. */
public enum VerifyLevel {
    /** Digests of all rows, sequences, foreign keys, schema. */
    FULL,
    /** Numbers of rows and sequences; tables are never called EQUAL. */
    COUNTS,
    /** Nothing is compared. */
    NONE
}
