package io.mudanza.engine.people;

/** What became of a user. */
public enum Fate {
    /** A superuser of the live platform whom the backup does not know: entered as they were. */
    KEPT,
    /** As {@link #KEPT}, with a new id, because the backup has another user under the old one. */
    RENUMBERED,
    /** A superuser of the live platform whom the backup knows: the backup's data, with the power they have live. */
    UPDATED,
    /** A superuser of the backup whom the live platform does not know as one. */
    IMPORTED
}
