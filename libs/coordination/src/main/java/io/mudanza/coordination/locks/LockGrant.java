package io.mudanza.coordination.locks;

import java.time.Instant;

/**
 * A lock that was given.
 *
 * @param token     proves the owner at renewal and release; known to nobody else
 * @param fence     larger than every number given for this name before; what a write carries so that one that comes too
 *                  late is refused
 * @param since     when it was given, by the database's clock
 * @param expiresAt when it ends without a renewal, by the database's clock
 * @param askedNanos {@link System#nanoTime()} before the database was asked: the lease counted from here ends no later than
 *                  the database thinks, whatever the clocks say
 */
public record LockGrant(String token, long fence, Instant since, Instant expiresAt, long askedNanos) {
    @Override
    public String toString() {
        return "LockGrant[fence=" + fence + ", expiresAt=" + expiresAt + "]";
    }
}
