package io.mudanza.coordination.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Fifty who all want the same lock. */
class ContentionTest {
    private static final int CONTENDERS = 50;
    private static final int TURNS = 10;
    private static final Duration LEASE = Duration.ofSeconds(30);

    @Test
    void whoWaitsIsWokenWhenTheLockIsGivenBack() throws Exception {
        // Given
        LockDesk desk = new LockDesk(new LockDatabase(8), "s", LockHints.NONE);

        // When
        double perSecond = contend(List.of(desk));

        // Then: a poll of 20 ms for each change of hands would be 50 at most, and was 20 to 30.
        System.out.printf("%d contenders in one process: %.0f grants a second%n", CONTENDERS, perSecond);
        assertThat(perSecond).isGreaterThan(40);
    }

    @Test
    void whoWaitsElsewhereIsNotLeftBehind() throws Exception {
        // Given: two processes, which see each other only through the database.
        LockDatabase database = new LockDatabase(8);
        LockDesk one = new LockDesk(database, "s", LockHints.NONE);
        LockDesk other = new LockDesk(database, "s", LockHints.NONE);

        // When
        double perSecond = contend(List.of(one, other));

        // Then
        System.out.printf("%d contenders in two processes: %.0f grants a second%n", CONTENDERS, perSecond);
        assertThat(perSecond).isGreaterThan(5);
    }

    private static double contend(List<LockDesk> desks) throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Long> fences = Collections.synchronizedList(new ArrayList<>());
        List<Callable<Void>> work = new ArrayList<>();
        List<Locks> all = new ArrayList<>();
        for (int i = 0; i < CONTENDERS; i++) {
            Locks locks = new Locks(desks.get(i % desks.size()), "contender " + i);
            all.add(locks);
            work.add(() -> {
                for (int turn = 0; turn < TURNS; turn++) {
                    try (HeldLock lock = locks.acquire("wanted", LEASE, Duration.ofMinutes(2))) {
                        assertThat(inside.incrementAndGet()).isEqualTo(1);
                        fences.add(lock.fence());
                        inside.decrementAndGet();
                    }
                }
                return null;
            });
        }
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            all.forEach(Locks::close);
        }
        assertThat(fences).hasSize(CONTENDERS * TURNS).isSorted().doesNotHaveDuplicates();
        return CONTENDERS * TURNS / ((System.nanoTime() - begun) / 1e9);
    }
}
