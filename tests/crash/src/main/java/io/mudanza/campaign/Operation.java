package io.mudanza.campaign;

/** What is under way when the fault strikes. */
enum Operation {
    PULL,
    PUSH,
    EXPORT,
    IMPORT,
    ROLLBACK,
    RESTORE,
    /** An export that a schedule begins. */
    SCHEDULED;

    /** Whether the other node takes part. */
    boolean betweenNodes() {
        return this == PULL || this == PUSH;
    }

    /** Whether the platform of the target changes. */
    boolean changesTarget() {
        return this != EXPORT && this != SCHEDULED;
    }
}
