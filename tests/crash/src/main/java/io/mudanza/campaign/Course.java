package io.mudanza.campaign;

/** What the jobs of a campaign do. */
public enum Course {
    /** Pull, push, export, import and rollback, as drawn; the new state comes in a database of its own. */
    MOVES,
    /** Every job restores a backup. */
    RESTORES,
    /** Pull, push, import and rollback into the database that is there. */
    IN_PLACE,
    /** Pull, export and import of a larger sample, while a second process of every worker does pieces of them. */
    PIECES,
    /** An export that a schedule begins. */
    SCHEDULES
}
