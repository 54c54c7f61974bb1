package io.mudanza.gateway.locks;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long and how many ({@code mudanza.gateway.locks.…}). */
@Singleton
final class LockSettings {
    private final Duration longestLease;
    private final Duration longestWait;
    private final int perToken;

    LockSettings(
            @ConfigProperty(name = "mudanza.gateway.locks.max-lease", defaultValue = "1H") Duration longestLease,
            @ConfigProperty(name = "mudanza.gateway.locks.max-wait", defaultValue = "30S") Duration longestWait,
            @ConfigProperty(name = "mudanza.gateway.locks.per-token", defaultValue = "1000") int perToken) {
        this.longestLease = longestLease;
        this.longestWait = longestWait;
        this.perToken = perToken;
    }

    /** Longest time between two renewals. */
    Duration longestLease() {
        return longestLease;
    }

    /** Longest time that a request waits for a lock. */
    Duration longestWait() {
        return longestWait;
    }

    /** Most locks that one migration token holds at once, and most that it waits for. */
    int perToken() {
        return perToken;
    }
}
