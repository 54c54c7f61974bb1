package io.mudanza.engine.tasks;

/** What is done first when several tasks could begin. */
public enum Rank {
    /** Rows that wait to be written: whoever sends them is waiting as well. */
    ROWS,
    /** Rows that are read back while they are still in memory. */
    READ_BACK,
    /** Indexes and constraints. */
    INDEXES,
    /** What needs indexes: foreign keys, comments, privileges, refreshes. */
    RELATIONS,
    /** Statistics, which fill what the others leave idle. */
    STATISTICS
}
