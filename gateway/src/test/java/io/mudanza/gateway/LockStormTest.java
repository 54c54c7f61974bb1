package io.mudanza.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two hundred programs want three locks over HTTP; Redis dies and comes back; some stand still beyond their lease. */
@QuarkusTest
@QuarkusTestResource(value = MortalRedisResource.class, restrictToAnnotatedClass = true)
class LockStormTest {
    private static final int PROGRAMS = 200;
    private static final int LOCKS = 3;
    private static final int LEASE_SECONDS = 1;

    Runnable killRedis;
    Runnable startRedis;

    @TestHTTPResource("/api/v1/locks/")
    URI locks;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Held> history = Collections.synchronizedList(new ArrayList<>());
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger still = new AtomicInteger();

    /** As the program believes, by its own clock: from the answer until it gave back, or a lease after it had asked. */
    private record Held(int lock, long fence, long from, long to) {}

    @Test
    void whateverHappensToRedisThereIsOneHolderAndNumbersGrow() throws Exception {
        // Given
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        List<Thread> programs = new ArrayList<>();
        for (int i = 0; i < PROGRAMS; i++) {
            programs.add(Thread.startVirtualThread(() -> {
                while (System.nanoTime() < end) {
                    try {
                        once(ThreadLocalRandom.current().nextInt(LOCKS));
                    } catch (Exception e) {
                        wrong.add(e.toString());
                    }
                }
            }));
        }

        // When
        for (int i = 0; i < 2; i++) {
            Thread.sleep(3000);
            killRedis.run();
            Thread.sleep(3000);
            startRedis.run();
        }
        for (Thread program : programs) {
            program.join();
        }

        // Then
        assertThat(wrong).isEmpty();
        assertThat(busy).hasPositiveValue();
        assertThat(still).hasPositiveValue();
        assertThat(history).hasSizeGreaterThan(100);
        for (int lock = 0; lock < LOCKS; lock++) {
            check(lock);
        }
        System.out.printf("storm: %d grants, %d refused, %d stood still beyond the lease%n", history.size(), busy.get(),
                still.get());
    }

    private void once(int lock) throws Exception {
        long asked = System.nanoTime();
        String wish = "{\"lease_seconds\":" + LEASE_SECONDS + ",\"wait_seconds\":" + ThreadLocalRandom.current().nextInt(3) + "}";
        HttpResponse<String> answer = call("POST", lock, null, wish);
        if (answer.statusCode() == 409) {
            busy.incrementAndGet();
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            Thread.sleep(ThreadLocalRandom.current().nextInt(200));
            return;
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        // Having waited, the program knows only that the lease began before the answer: expires_at tells the rest.
        JsonNode given = new ObjectMapper().readTree(answer.body());
        long from = System.nanoTime();
        long left = Duration.between(java.time.Instant.now(), java.time.Instant.parse(given.path("expires_at").asText())).toNanos();
        long deadline = Math.max(asked, from + Math.min(left, Duration.ofSeconds(LEASE_SECONDS).toNanos()));
        boolean pause = ThreadLocalRandom.current().nextInt(25) == 0;
        Thread.sleep(pause ? LEASE_SECONDS * 1000L + 300 : ThreadLocalRandom.current().nextInt(10));
        history.add(new Held(lock, given.path("fence").asLong(), from, Math.min(System.nanoTime(), deadline)));
        int released = call("DELETE", lock, given.path("token").asText(), null).statusCode();
        if (pause) {
            still.incrementAndGet();
            assertThat(released).isEqualTo(409);
        } else if (released != 204 && System.nanoTime() < deadline) {
            throw new AssertionError("a holder in time was told " + released);
        }
    }

    private HttpResponse<String> call(String method, int lock, String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(locks.resolve("storm-" + lock))
                .header("Authorization", "Bearer mig_write").header("Content-Type", "application/json")
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Lock-Token", token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** In the order of their numbers nobody begins before the one before has ended. */
    private void check(int lock) {
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
}
