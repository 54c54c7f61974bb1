package io.mudanza.coordination.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LocalLimitsTest {
    private static final Rate RATE = new Rate(60, 5);

    private final AtomicLong micros = new AtomicLong(1_000_000);
    private final Limits limits = new LocalLimits(micros::get);

    @Test
    void aBurstPassesAndThenOneASecond() {
        // Given
        List<Gate> gates = List.of(new Gate.Bucket("a", RATE));
        for (int i = 0; i < 5; i++) {
            assertThat(limits.ask(gates)).isEmpty();
        }

        // When
        Refusal refusal = limits.ask(gates).orElseThrow();

        // Then
        assertThat(refusal.retryAfter()).isBetween(Duration.ofMillis(990), Duration.ofMillis(1010));
        micros.addAndGet(1_001_000);
        assertThat(limits.ask(gates)).isEmpty();
        assertThat(limits.ask(gates)).isPresent();
        assertThat(limits.ask(List.of(new Gate.Bucket("b", RATE)))).isEmpty();
    }

    @Test
    void whatOneGateRefusesIsCountedAtNoOther() {
        // Given
        Gate narrow = new Gate.Bucket("narrow", new Rate(1, 1));
        Gate wide = new Gate.Bucket("wide", new Rate(1, 2));
        assertThat(limits.ask(List.of(wide, narrow))).isEmpty();

        // When
        for (int i = 0; i < 10; i++) {
            assertThat(limits.ask(List.of(wide, narrow))).map(Refusal::gate).contains(narrow);
        }

        // Then
        assertThat(limits.ask(List.of(wide))).isEmpty();
    }

    @Test
    @DisplayName("B75 Failures lock, once, for a while, and not those who are known")
    void failuresLock() {
        // Given
        limits.know("good", Duration.ofHours(1));
        for (int i = 0; i < 5; i++) {
            assertThat(limits.blame("address", RATE, Duration.ofMinutes(5), null)).isFalse();
        }
        assertThat(limits.ask(List.of(new Gate.Lock("address", "bad")))).isEmpty();

        // When
        boolean locked = limits.blame("address", RATE, Duration.ofMinutes(5), null);

        // Then
        assertThat(locked).isTrue();
        assertThat(limits.blame("address", RATE, Duration.ofMinutes(5), null)).isFalse();
        assertThat(limits.ask(List.of(new Gate.Lock("address", "bad")))).isPresent();
        assertThat(limits.ask(List.of(new Gate.Lock("address", "good")))).isEmpty();
        limits.blame("address", RATE, Duration.ofMinutes(5), "good");
        assertThat(limits.ask(List.of(new Gate.Lock("address", "good")))).isPresent();
        micros.addAndGet(Duration.ofMinutes(6).toNanos() / 1000);
        assertThat(limits.ask(List.of(new Gate.Lock("address", "bad")))).isEmpty();
    }

    @Test
    void ofManyAtOnceAsManyPassAsMay() throws Exception {
        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 100)
                    .mapToObj(i -> (Callable<Boolean>) () -> limits.ask(List.of(new Gate.Bucket("a", RATE))).isEmpty())
                    .toList());

            // Then
            int passed = 0;
            for (var answer : answers) {
                passed += answer.get() ? 1 : 0;
            }
            assertThat(passed).isEqualTo(5);
        }
    }
}
