package io.mudanza.coordination.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocksTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(600);

    private LockDatabase database;
    private LockDesk desk;
    private Locks here;
    private Locks there;

    @BeforeEach
    void prepare() throws SQLException {
        database = new LockDatabase(4);
        desk = new LockDesk(database, "s", LockHints.NONE);
        here = new Locks(desk, "here");
        there = new Locks(desk, "there");
    }

    @Test
    void aLockThatIsTakenIsBusyForOthersAndFreeAfterwards() throws Exception {
        // Given
        long first;
        try (HeldLock lock = here.acquire("invoice_os_42", LEASE)) {
            first = lock.fence();

            // When
            assertThatThrownBy(() -> there.acquire("invoice_os_42", LEASE))
                    .isInstanceOfSatisfying(LockBusyException.class, busy -> {
                        assertThat(busy.state().holder()).isEqualTo("here");
                        assertThat(busy.state().expiresIn()).isBetween(Duration.ofSeconds(20), LEASE);
                        assertThat(busy.state().since()).isNotNull();
                    });
            assertThat(there.tryAcquire("invoice_os_42", LEASE, Duration.ofMillis(100))).isEmpty();
            there.acquire("invoice_os_43", LEASE).close();
        }

        // Then
        try (HeldLock lock = there.acquire("invoice_os_42", LEASE)) {
            assertThat(lock.fence()).isGreaterThan(first);
        }
    }

    @Test
    void aLockIsRenewedForAsLongAsTheWorkTakes() throws Exception {
        try (HeldLock lock = here.acquire("long", SHORT)) {
            Thread.sleep(3 * SHORT.toMillis());
            lock.check();
            assertThat(there.tryAcquire("long", SHORT, Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void aLostRenewalInterruptsTheWorkAndTheEndSaysSo() throws Exception {
        // Given
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);

        // When
        assertThatThrownBy(() -> {
            try (HeldLock lock = here.acquire("lost", SHORT)) {
                lock.onLost(told::countDown);
                desk.takeOver(new LockRequest(new LockName("lost"), "admin", "admin", LEASE, Duration.ZERO, 1), "it hangs");
                try {
                    Thread.sleep(10_000);
                } catch (InterruptedException stopped) {
                    interrupted.countDown();
                    assertThat(lock.lost()).isTrue();
                }
            }
        }).isInstanceOf(LockLostException.class);

        // Then
        assertThat(interrupted.getCount()).isZero();
        assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(desk.state(new LockName("lost")).orElseThrow().reason()).isEqualTo("it hangs");
    }

    @Test
    void withoutTheDatabaseALockEndsHereBeforeItEndsThere() throws Exception {
        // Given
        HeldLock lock = here.acquire("cut off", SHORT);

        // When
        database.away(true);
        Awaitility.await().pollInterval(Duration.ofMillis(5)).until(lock::lost);
        database.away(false);

        // Then
        assertThatThrownBy(lock::check).isInstanceOf(LockLostException.class);
        assertThatThrownBy(lock::close).isInstanceOf(LockLostException.class);
        try (HeldLock next = there.acquire("cut off", LEASE, Duration.ofSeconds(5))) {
            assertThat(next.fence()).isGreaterThan(lock.fence());
        }
        Thread.interrupted();
    }

    @Test
    void nobodyGetsALockWithoutTheDatabase() {
        database.away(true);
        assertThatThrownBy(() -> here.acquire("x", LEASE)).isInstanceOf(LocksUnavailableException.class);
    }

    @Test
    void thoseWhoWaitAreServedInTheirOrderAndNobodyJumpsTheLine() throws Exception {
        // Given
        List<Integer> served = Collections.synchronizedList(new ArrayList<>());
        List<Thread> line = new ArrayList<>();
        HeldLock lock = here.acquire("queue", LEASE);
        for (int i = 0; i < 5; i++) {
            int number = i;
            line.add(Thread.startVirtualThread(() -> {
                try (HeldLock mine = there.acquire("queue", LEASE, Duration.ofSeconds(20))) {
                    served.add(number);
                }
            }));
            Awaitility.await().until(() -> desk.state(new LockName("queue")).orElseThrow().waiting() == number + 1);
        }

        // When
        lock.close();
        assertThat(here.tryAcquire("queue", LEASE, Duration.ZERO)).isEmpty();
        for (Thread each : line) {
            each.join();
        }

        // Then
        assertThat(served).containsExactly(0, 1, 2, 3, 4);
        assertThat(desk.state(new LockName("queue")).orElseThrow().waiting()).isZero();
    }

    @Test
    void onlyTheOwnerReleasesAndRenews() throws Exception {
        // Given
        LockName name = new LockName("mine");
        LockAnswer answer = desk.take(new LockRequest(name, "ana", "ana", LEASE, Duration.ZERO, 1), () -> false);
        String token = ((LockAnswer.Granted) answer).grant().token();

        // When, Then
        assertThat(desk.release(name, "eve", token)).isFalse();
        assertThat(desk.release(name, "ana", "lock_guessed")).isFalse();
        assertThat(desk.renew(name, "eve", token, LEASE)).isEmpty();
        assertThat(desk.take(new LockRequest(new LockName("another"), "ana", "ana", LEASE, Duration.ZERO, 1), () -> false))
                .isInstanceOf(LockAnswer.TooMany.class);
        assertThat(desk.release(name, "ana", token)).isTrue();
        assertThat(desk.release(name, "ana", token)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "%2F", "ñandú 🚚", "'; DROP TABLE lock; --", "{}", "\u202Eevil", "..", "a b", "%s%d"})
    void aNameMayBeAnything(String name) {
        try (HeldLock lock = here.acquire(name, LEASE)) {
            assertThat(lock.fence()).isPositive();
        }
    }

    @Test
    void namesThatAreNone() {
        for (String name : new String[] {"", "\u0000", "a\nb", "\uD800", "x".repeat(201), null}) {
            assertThatThrownBy(() -> new LockName(name)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new LockName("cafe\u0301")).isEqualTo(new LockName("caf\u00e9"));
        assertThat(new LockName("🚚".repeat(200)).text()).hasSize(400);
    }
}
