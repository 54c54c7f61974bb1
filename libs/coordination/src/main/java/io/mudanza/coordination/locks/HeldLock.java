package io.mudanza.coordination.locks;

/**
 * A lock that this process has. It is renewed in the background until it is closed. When a renewal fails, the work under it is
 * cancelled: the thread that took it is interrupted, and {@link #lost()} says so from then on.
 */
public interface HeldLock extends AutoCloseable {
    /** Name of the lock. */
    String name();

    /** Number to send with every write that must not come late: whoever is written to refuses a number smaller than one it has seen. */
    long fence();

    /** Whether it has ended before it was closed. True as soon as the lease is over by this machine's clock, renewal or not. */
    boolean lost();

    /** @throws LockLostException when it has ended; call it before each step that cannot be undone */
    void check();

    /** Done when the lock is lost, on another thread; at once when it is lost already. */
    void onLost(Runnable reaction);

    /** @throws LockLostException when the lock ended before: what the work did must be undone or looked at */
    @Override
    void close();
}
