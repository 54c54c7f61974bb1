package io.mudanza.coordination.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Hundreds want few locks, some stand still beyond their lease, the fast path lies; then the history is read. */
class LockHistoryTest {
    private static final Duration LEASE = Duration.ofMillis(400);
    private static final int CONTENDERS = 200;
    private static final long NANOS = Duration.ofSeconds(8).toNanos();

    /** One holds from when it was told so until it gave back, or until it could not believe any more that it held. */
    private record Held(int lock, long fence, long from, long to) {}

    /** What the locks protect: refuses a number smaller than one it has seen. */
    private static final class Resource {
        private long highest;
        private long refused;

        synchronized boolean write(long fence) {
            if (fence < highest) {
                refused++;
                return false;
            }
            highest = fence;
            return true;
        }
    }

    @Test
    void thereAreNeverTwoAndNoNumberGoesBack() throws Exception {
        // Given
        LockDatabase database = new LockDatabase(12);
        LockDesk desk = new LockDesk(database, "s", new Liar());
        List<Held> history = Collections.synchronizedList(new ArrayList<>());
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        List<Resource> resources = List.of(new Resource(), new Resource(), new Resource());
        AtomicLong late = new AtomicLong();
        long end = System.nanoTime() + NANOS;

        // When
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONTENDERS; i++) {
            int number = i;
            threads.add(Thread.startVirtualThread(() -> {
                while (System.nanoTime() < end) {
                    int lock = ThreadLocalRandom.current().nextInt(resources.size());
                    try {
                        once(desk, number, lock, resources.get(lock), history, late);
                    } catch (InterruptedException | RuntimeException e) {
                        wrong.add(e.toString());
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        // Then
        assertThat(wrong).isEmpty();
        assertThat(history.size()).isGreaterThan(30);
        assertThat(late.get()).as("holders that stood still beyond their lease").isPositive();
        for (int lock = 0; lock < resources.size(); lock++) {
            check(history, lock);
        }
        System.out.printf("history: %d grants, %d of them stood still beyond the lease, %d late writes refused by number%n",
                history.size(), late.get(), resources.stream().mapToLong(resource -> resource.refused).sum());
    }

    private static void once(LockDesk desk, int number, int lock, Resource resource, List<Held> history, AtomicLong late)
            throws InterruptedException {
        LockName name = new LockName("lock " + lock);
        String owner = "contender " + number;
        Duration wait = Duration.ofMillis(ThreadLocalRandom.current().nextInt(3) * 1500L);
        LockAnswer answer = desk.take(new LockRequest(name, owner, owner, LEASE, wait, 5), () -> false);
        if (!(answer instanceof LockAnswer.Granted granted)) {
            Thread.sleep(50 + ThreadLocalRandom.current().nextInt(200));
            return;
        }
        LockGrant grant = granted.grant();
        long from = System.nanoTime();
        long deadline = grant.askedNanos() + LEASE.toNanos();
        if (from - deadline >= 0) {
            // The answer came when the lease was over: this one never believes that it holds.
            return;
        }
        boolean still = ThreadLocalRandom.current().nextInt(20) == 0;
        Thread.sleep(still ? LEASE.toMillis() + 200 : ThreadLocalRandom.current().nextInt(15));
        long to = Math.min(System.nanoTime(), deadline);
        history.add(new Held(lock, grant.fence(), from, to));
        boolean written = resource.write(grant.fence());
        if (System.nanoTime() - deadline >= 0) {
            late.incrementAndGet();
        } else if (!written) {
            throw new AssertionError("a holder in time was refused: somebody with a larger number came before");
        }
        desk.release(name, owner, grant.token());
    }

    /** In the order of their numbers nobody begins before the one before has ended. */
    private static void check(List<Held> history, int lock) {
        List<Held> ordered = history.stream().filter(held -> held.lock() == lock)
                .sorted(Comparator.comparingLong(Held::fence)).toList();
        for (int i = 1; i < ordered.size(); i++) {
            Held before = ordered.get(i - 1);
            Held after = ordered.get(i);
            assertThat(after.fence()).as("one number, two holders").isNotEqualTo(before.fence());
            assertThat(after.from()).as("%s and %s held at once, or a number went back", before, after)
                    .isGreaterThanOrEqualTo(before.to());
        }
    }

    /** A fast path at its worst. */
    private static final class Liar implements LockHints {
        @Override
        public void held(LockName name, long fence, Duration lease) {
            // Forgotten at once.
        }

        @Override
        public void released(LockName name, long fence) {
            // Not heard.
        }

        @Override
        public boolean seemsHeld(LockName name) {
            return ThreadLocalRandom.current().nextBoolean();
        }
    }
}
