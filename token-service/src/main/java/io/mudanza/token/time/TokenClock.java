package io.mudanza.token.time;

import java.time.Instant;

/** What time it is. A type of its own: a {@code Clock} bean would be ambiguous where all services run in one process. */
@FunctionalInterface
public interface TokenClock {

    /** Now, in whole microseconds, as the database keeps it. */
    Instant now();
}
