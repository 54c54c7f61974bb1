package io.mudanza.dumps.policy;

/** When a statement runs. */
public enum Phase {
    /** At once: rows need it. */
    BEFORE_ROWS,
    /** Indexes, keys and exclusions: when the rows of their table are there, several at a time. */
    INDEX,
    /** What stands upon rows and indexes, in the order of the dump: triggers, rules, policies, late checks. */
    MIDDLE,
    /** Foreign keys: when both tables have their rows and indexes. */
    FOREIGN_KEY,
    /** Comments. */
    END,
    /** Contents of materialised views, last of all. */
    REFRESH
}
