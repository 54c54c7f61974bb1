package io.mudanza.coordination.locks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** A lock of this process, with the thread that works under it. */
final class LeasedLock implements HeldLock {
    private static final Logger LOGGER = Logger.getLogger(LeasedLock.class);

    private final LockDesk desk;
    private final LockName name;
    private final String owner;
    private final Duration lease;
    private final LockGrant grant;
    private final Thread worker = Thread.currentThread();
    private final List<Runnable> reactions = new ArrayList<>();
    private volatile long deadline;
    private volatile String lostWhy;
    private boolean closed;
    private boolean interrupted;

    LeasedLock(LockDesk desk, LockRequest request, LockGrant grant) {
        this.desk = desk;
        this.name = request.name();
        this.owner = request.owner();
        this.lease = request.lease();
        this.grant = grant;
        this.deadline = grant.askedNanos() + lease.toNanos();
    }

    @Override
    public String name() {
        return name.text();
    }

    @Override
    public long fence() {
        return grant.fence();
    }

    @Override
    public boolean lost() {
        return lostWhy != null || System.nanoTime() - deadline >= 0;
    }

    @Override
    public void check() {
        if (lost()) {
            throw new LockLostException(name, fence(), lostWhy == null ? "its lease is over" : lostWhy);
        }
    }

    @Override
    public void onLost(Runnable reaction) {
        synchronized (this) {
            if (lostWhy == null) {
                reactions.add(reaction);
                return;
            }
        }
        reaction.run();
    }

    Duration lease() {
        return lease;
    }

    /**
     * One renewal.
     *
     * @return whether there is anything left to renew
     */
    boolean renew() {
        if (ended()) {
            return false;
        }
        try {
            Optional<LockGrant> renewed = desk.renew(name, owner, grant.token(), lease);
            if (renewed.isEmpty()) {
                lose("somebody else may have it");
                return false;
            }
            deadline = renewed.get().askedNanos() + lease.toNanos();
        } catch (LocksUnavailableException away) {
            LOGGER.warnf("the lock %s cannot be renewed just now: %s", name, away.getCause());
        }
        return !over();
    }

    /** Nanoseconds until the lease ends without a renewal. */
    long nanosLeft() {
        return deadline - System.nanoTime();
    }

    /** Whether there is nothing left to watch; a lease that has ended is told. */
    boolean over() {
        if (lost()) {
            lose("it could not be renewed in time");
        }
        return ended();
    }

    private synchronized boolean ended() {
        return closed || lostWhy != null;
    }

    private void lose(String why) {
        List<Runnable> told;
        synchronized (this) {
            if (closed || lostWhy != null) {
                return;
            }
            lostWhy = why;
            interrupted = true;
            worker.interrupt();
            told = List.copyOf(reactions);
        }
        LOGGER.warnf("the lock %s (fence %d) is lost: %s", name, fence(), why);
        told.forEach(Runnable::run);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            if (interrupted && Thread.currentThread() == worker) {
                // The interruption was for the work under this lock, which has ended.
                Thread.interrupted();
            }
        }
        if (lost()) {
            throw new LockLostException(name, fence(), lostWhy == null ? "its lease ended before the work" : lostWhy);
        }
        try {
            if (!desk.release(name, owner, grant.token())) {
                throw new LockLostException(name, fence(), "somebody else had it at the end");
            }
        } catch (LocksUnavailableException away) {
            LOGGER.warnf("the lock %s cannot be given back and ends with its lease: %s", name, away.getCause());
        }
    }
}
