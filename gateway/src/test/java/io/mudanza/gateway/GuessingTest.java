package io.mudanza.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.mudanza.coordination.limits.Gate;
import io.mudanza.coordination.limits.Limits;
import io.mudanza.coordination.limits.Rate;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Somebody guesses tokens, or asks for more than anybody needs. */
@QuarkusTest
@QuarkusTestResource(NodeResource.class)
@TestProfile(GuardedProfile.class)
class GuessingTest {
    private static final String JOBS = "/api/v1/migration/jobs/";

    @Inject
    Limits limits;

    @Inject
    RedisDataSource redis;

    private static Response ask(String token, String forwardedFor) {
        return given().header("Authorization", "Bearer " + token).header("X-Forwarded-For", forwardedFor).get(JOBS);
    }

    private static String guess() {
        return "mig_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12) + "_guessedguessedguessed";
    }

    /** Guesses until the door stays shut; a failure is counted just after its answer. */
    private static int guessesUntilLocked(Supplier<String> token, Supplier<String> from) {
        for (int guesses = 1; guesses <= 40; guesses++) {
            Response answer = ask(token.get(), from.get());
            if (answer.statusCode() == 429) {
                return guesses;
            }
            assertThat(answer.statusCode()).isEqualTo(401);
            await().pollDelay(Duration.ofMillis(20)).until(() -> true);
        }
        throw new AssertionError("forty guesses and the door still opens");
    }

    @Test
    @DisplayName("B75 An address that guesses is locked out for a while; those who were good there before go on")
    void guessing() {
        // Given
        String address = "198.51.100.7";
        ask("mig_read", address).then().statusCode(200);

        // When
        int guesses = guessesUntilLocked(GuessingTest::guess, () -> address);

        // Then
        assertThat(guesses).isBetween(6, 9);
        ask("mig_write", address).then().statusCode(429).contentType("application/problem+json")
                .header("Retry-After", notNullValue()).body("code", equalTo("too_many_requests"));
        assertThat(Integer.parseInt(ask(guess(), address).header("Retry-After"))).isBetween(1, 4);
        ask("mig_read", address).then().statusCode(200);
        ask("mig_write", "198.51.100.8").then().statusCode(200);
        given().get("/q/metrics").then().body(containsString("gateway_lockouts_total{kind=\"address\""));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> ask("mig_write", address).then().statusCode(200));
    }

    @Test
    @DisplayName("B75 A token at which many addresses guess is locked for those who do not know it")
    void guessingFromEverywhere() {
        // Given
        int[] address = {0};

        // When
        int guesses = guessesUntilLocked(() -> "mig_abcdefghijkl_" + UUID.randomUUID(), () -> "203.0.113." + ++address[0]);

        // Then
        assertThat(guesses).isBetween(9, 14);
        ask("mig_read", "203.0.113.200").then().statusCode(200);
        given().get("/q/metrics").then().body(containsString("gateway_lockouts_total{kind=\"token\""));
    }

    @Test
    @DisplayName("B75 Of a hundred requests at once as many pass as may: counted in Redis, in one step")
    void oneStep() throws Exception {
        // Given
        String key = "test:" + UUID.randomUUID();
        List<Gate> gates = List.of(new Gate.Bucket(key, new Rate(1, 7)));

        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(
                    Collections.nCopies(100, (Callable<Boolean>) () -> limits.ask(gates).isEmpty()));

            // Then
            int passed = 0;
            for (var answer : answers) {
                passed += answer.get() ? 1 : 0;
            }
            assertThat(passed).isEqualTo(7);
        }
        assertThat(redis.key().keys("*limit:rate:" + key)).hasSize(1);
    }

    @Test
    @DisplayName("B68 What a caller writes into X-Forwarded-For changes nothing: the trusted proxy's last word counts")
    void spoofedAddress() {
        // Given
        int[] lie = {0};

        // When
        int guesses = guessesUntilLocked(GuessingTest::guess, () -> "10.9.8." + ++lie[0] + ", 198.51.100.66");

        // Then
        assertThat(guesses).isBetween(6, 9);
        ask("mig_only_write", "10.0.0.1, garbage, 198.51.100.77").then().statusCode(403);
        assertThat(StubNode.INSTANCE.addresses).containsEntry("mig_only_write", "198.51.100.77");
        ask("mig_admin", "198.51.100.78, not-an-address").then().statusCode(200);
        assertThat(StubNode.INSTANCE.addresses).containsEntry("mig_admin", "127.0.0.1");
    }

    @Test
    @DisplayName("B68 All addresses of an IPv6 /64 are one; an IPv4 address in the form of IPv6 is an IPv4 address")
    void rotatedAddress() {
        // Given
        int[] host = {0};

        // When
        int guesses = guessesUntilLocked(GuessingTest::guess, () -> "2001:db8:1:1::" + Integer.toHexString(++host[0]));

        // Then
        assertThat(guesses).isBetween(6, 9);
        ask("mig_write", "2001:db8:1:2::1").then().statusCode(200);
        ask("mig_only_write", "::ffff:198.51.100.79").then().statusCode(403);
        assertThat(StubNode.INSTANCE.addresses).containsEntry("mig_only_write", "198.51.100.79");
    }

    @Test
    @DisplayName("B75 A token has a rate of its own, and says when to come again")
    void manyRequests() {
        // Given
        Response answer = null;

        // When
        for (int i = 0; i < 150 && (answer == null || answer.statusCode() != 429); i++) {
            answer = ask("mig_limited", "198.51.100.90");
        }

        // Then
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isEqualTo(1);
        ask("mig_read", "198.51.100.90").then().statusCode(200);
    }

    @Test
    @DisplayName("Plain text from afar is refused, also to those with a good token")
    void plainText() {
        given().header("Authorization", "Bearer mig_read").header("X-Forwarded-For", "198.51.100.91")
                .header("X-Forwarded-Proto", "http").get(JOBS).then().statusCode(403)
                .body("detail", containsString("plain text"));
        given().header("Authorization", "Bearer mig_read").header("X-Forwarded-For", "198.51.100.91")
                .header("X-Forwarded-Proto", "https").get(JOBS).then().statusCode(200);
    }
}
