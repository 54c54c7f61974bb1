package io.mudanza.coordination.locks;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Locks for the work of this process. Not reentrant: whoever asks for a lock that it holds finds it taken.
 *
 * <pre>{@code
 * try (var lock = locks.acquire("invoice_os_42", Duration.ofSeconds(30))) {
 *     invoice(42, lock.fence());
 * } catch (LockBusyException busy) {
 *     // 409: another user is working on this
 * }
 * }</pre>
 *
 * The lease is renewed in the background, three times in its length; it says how soon the lock is free again after this process
 * has died, not how long the work may take.
 */
public final class Locks implements AutoCloseable {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final LockDesk desk;
    private final String owner = "process:" + UUID.randomUUID();
    private final String holder;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("lock-renewal").factory());

    /** @param holder what this process is called, for those who find a lock taken */
    public Locks(LockDesk desk, String holder) {
        this.desk = desk;
        this.holder = holder;
    }

    /**
     * Takes a lock that is free now.
     *
     * @throws LockBusyException         when somebody has it, or others wait for it
     * @throws LocksUnavailableException when the database does not answer
     */
    public HeldLock acquire(String name, Duration lease) {
        return acquire(name, lease, Duration.ZERO);
    }

    /**
     * The same, waiting in line as long as given. An interruption ends the waiting with {@link LockBusyException} and stays set.
     */
    public HeldLock acquire(String name, Duration lease, Duration wait) {
        LockRequest request = request(name, lease, wait);
        try {
            return switch (desk.take(request, () -> false)) {
                case LockAnswer.Granted granted -> kept(request, granted.grant());
                case LockAnswer.Busy busy -> throw new LockBusyException(request.name(), busy.state());
                case LockAnswer.TooMany many -> throw new LockBusyException(request.name(), null);
            };
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LockBusyException(request.name(), desk.state(request.name()).orElse(null));
        }
    }

    /** The lock, or nothing when it was not to be had in the given time. */
    public Optional<HeldLock> tryAcquire(String name, Duration lease, Duration wait) throws InterruptedException {
        LockRequest request = request(name, lease, wait);
        return switch (desk.take(request, () -> false)) {
            case LockAnswer.Granted granted -> Optional.of(kept(request, granted.grant()));
            case LockAnswer.Busy busy -> Optional.empty();
            case LockAnswer.TooMany many -> Optional.empty();
        };
    }

    private LockRequest request(String name, Duration lease, Duration wait) {
        return new LockRequest(new LockName(name), owner, holder, lease, wait, NO_LIMIT);
    }

    private HeldLock kept(LockRequest request, LockGrant grant) {
        LeasedLock lock = new LeasedLock(desk, request, grant);
        renewLater(lock);
        watchLater(lock);
        return lock;
    }

    private void renewLater(LeasedLock lock) {
        later(Math.max(1_000_000, lock.lease().toNanos() / 3), () -> {
            if (lock.renew()) {
                renewLater(lock);
            }
        });
    }

    /** A renewal may hang for longer than the lease: its end is watched beside it. */
    private void watchLater(LeasedLock lock) {
        later(Math.max(0, lock.nanosLeft()), () -> {
            if (!lock.over()) {
                watchLater(lock);
            }
        });
    }

    private void later(long nanos, Runnable what) {
        if (!clock.isShutdown()) {
            clock.schedule(() -> Thread.startVirtualThread(what), nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Renews nothing any more: what is held ends with its lease. */
    @Override
    public void close() {
        clock.shutdownNow();
    }
}
