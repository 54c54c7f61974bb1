package io.mudanza.coordination.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts in this process. Bounded: who has not been seen for longest is forgotten first, so that somebody with many
 * addresses cannot fill the memory.
 */
public final class LocalLimits implements Limits {
    private static final int MOST = 100_000;

    private final LongSupplier microClock;
    // Buckets: when the next one would be in time. Locks and names: until when. Microseconds.
    private final Map<String, Long> times = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    public LocalLimits() {
        this(() -> System.nanoTime() / 1000);
    }

    LocalLimits(LongSupplier microClock) {
        this.microClock = microClock;
    }

    @Override
    public synchronized Optional<Refusal> ask(List<Gate> gates) {
        long now = microClock.getAsLong();
        List<Runnable> charges = new ArrayList<>();
        for (Gate gate : gates) {
            long wait = switch (gate) {
                case Gate.Lock lock -> until("known:" + lock.unless()) > now ? 0 : until("lock:" + lock.key()) - now;
                case Gate.Bucket bucket -> {
                    long due = Math.max(now, until("rate:" + bucket.key()));
                    charges.add(() -> times.put("rate:" + bucket.key(), due + bucket.rate().intervalMicros()));
                    yield due - bucket.rate().toleranceMicros() - now;
                }
            };
            if (wait > 0) {
                return Optional.of(new Refusal(gate, Duration.ofMillis(wait / 1000 + 1)));
            }
        }
        charges.forEach(Runnable::run);
        return Optional.empty();
    }

    @Override
    public synchronized boolean blame(String key, Rate allowed, Duration lockedFor, String forgotten) {
        long now = microClock.getAsLong();
        if (forgotten != null) {
            times.remove("known:" + forgotten);
        }
        long due = Math.max(now, until("blame:" + key));
        if (due - allowed.toleranceMicros() <= now) {
            times.put("blame:" + key, due + allowed.intervalMicros());
            return false;
        }
        boolean fresh = until("lock:" + key) <= now;
        if (fresh) {
            times.put("lock:" + key, now + lockedFor.toNanos() / 1000);
        }
        return fresh;
    }

    @Override
    public synchronized void know(String name, Duration ttl) {
        times.put("known:" + name, microClock.getAsLong() + ttl.toNanos() / 1000);
    }

    private long until(String name) {
        return times.getOrDefault(name, Long.MIN_VALUE / 2);
    }
}
