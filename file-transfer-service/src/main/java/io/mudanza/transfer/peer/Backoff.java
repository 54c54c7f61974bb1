package io.mudanza.transfer.peer;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** Waits between attempts: longer each time, with some chance in it, and not for ever. Belongs to one thread. */
public final class Backoff {

    private static final long FIRST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 5_000;

    private final Duration patience;
    private long nextMillis = FIRST_MILLIS;
    private long since = System.nanoTime();

    /** @param patience how long to go on without any success */
    public Backoff(Duration patience) {
        this.patience = patience;
    }

    /** Something went well: patience begins anew. */
    public void succeeded() {
        since = System.nanoTime();
        nextMillis = FIRST_MILLIS;
    }

    /**
     * Waits before the next attempt.
     *
     * @param atLeast   what the peer asked for; null for nothing
     * @param cancelled ends the wait early
     * @return false when the patience is used up
     */
    public boolean pause(Duration atLeast, BooleanSupplier cancelled) throws InterruptedException {
        long left = patience.toMillis() - (System.nanoTime() - since) / 1_000_000;
        if (left <= 0) {
            return false;
        }
        long wanted = nextMillis + ThreadLocalRandom.current().nextLong(nextMillis / 2 + 1);
        long asked = atLeast == null ? 0 : Math.min(atLeast.toMillis(), 30_000);
        long until = System.nanoTime() + Math.min(left, Math.max(wanted, asked)) * 1_000_000;
        nextMillis = Math.min(LONGEST_MILLIS, nextMillis * 2);
        while (System.nanoTime() < until && !cancelled.getAsBoolean()) {
            Thread.sleep(Math.clamp((until - System.nanoTime()) / 1_000_000, 1, 100));
        }
        return true;
    }
}
