package io.mudanza.dumps.restore;

/** What tasks of a restore need of each other, as keys of the pool. */
final class Keys {

    /** Rows of every table are loaded. */
    static final String ROWS = "rows";
    /** Every table has been read back. */
    static final String READ = "read back";
    /** Every index is built. */
    static final String INDEXES = "indexes";
    /** Triggers, rules, policies and late views are there. */
    static final String MIDDLE = "middle";
    /** Every foreign key is there. */
    static final String FOREIGN_KEYS = "foreign keys";
    /** All else that the dump says is done. */
    static final String END = "end";
    /** Statistics are gathered. */
    static final String STATISTICS = "statistics";

    private Keys() {}

    /** Rows of one table, {@code "schema"."name"}. */
    static String rowsOf(String table) {
        return "rows of " + table;
    }

    /** Indexes of one table. */
    static String indexesOf(String table) {
        return "indexes of " + table;
    }
}
