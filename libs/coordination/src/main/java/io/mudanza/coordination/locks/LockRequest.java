package io.mudanza.coordination.locks;

import java.time.Duration;

/**
 * Somebody wants a lock.
 *
 * @param owner  who it will belong to; only the owner renews and releases
 * @param holder what the owner says about itself, shown to those who find the lock taken
 * @param lease  how long it holds without a renewal, more than zero
 * @param patience how long to wait for it, zero for not at all
 * @param limit  the most locks that the owner may hold at once, and the most that it may wait for
 */
public record LockRequest(LockName name, String owner, String holder, Duration lease, Duration patience, int limit) {
    public LockRequest {
        if (lease.isZero() || lease.isNegative() || patience.isNegative()) {
            throw new IllegalArgumentException("a lease is longer than nothing and nobody waits less than nothing: " + lease
                    + ", " + patience);
        }
    }
}
