package io.mudanza.coordination.limits;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Counts requests and failures. Every call is atomic: of a hundred at once, as many pass as may. Never throws. */
public interface Limits {
    /** Passes all gates or none: a request that one of them refuses is counted at no other. */
    Optional<Refusal> ask(List<Gate> gates);

    /**
     * Counts a failure.
     *
     * @param key       name of the lock
     * @param allowed   failures that are nothing but a mistake
     * @param lockedFor how long the lock holds once there are more
     * @param forgotten somebody who is no longer known, or null
     * @return whether this failure has locked it
     */
    boolean blame(String key, Rate allowed, Duration lockedFor, String forgotten);

    /** Remembers somebody whom a lock lets through. */
    void know(String name, Duration ttl);
}
