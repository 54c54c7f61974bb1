package io.mudanza.coordination.cache;

import java.time.Duration;
import java.util.Locale;

/** The namespaces, each in a database of Redis of its own. */
public enum CacheSpace {
    /** Figures and lists: five minutes at most. */
    DEFAULT(0, Duration.ofMinutes(5)),
    /** Hints about locks: as long as a lease. To clear them is harmless, PostgreSQL knows the locks. */
    LOCKS(1, Duration.ofHours(1)),
    /** What belongs to somebody who is signed in: a day. */
    SESSIONS(2, Duration.ofHours(24));

    private final int database;
    private final Duration longest;

    CacheSpace(int database, Duration longest) {
        this.database = database;
        this.longest = longest;
    }

    /** Number of the database in Redis. */
    public int database() {
        return database;
    }

    /** Longest time that anything is kept. */
    public Duration longest() {
        return longest;
    }

    /** The form in settings and answers. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
