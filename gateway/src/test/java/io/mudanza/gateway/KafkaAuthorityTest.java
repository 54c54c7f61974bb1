package io.mudanza.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A request by Kafka has no more authority than a call of the API. */
@QuarkusTest
@QuarkusTestResource(NodeResource.class)
class KafkaAuthorityTest {
    private static final String EXPORT = "{\"direction\":\"export\"}";
    private static final TestKeys KEYS = StubNode.INSTANCE.keys;

    @Test
    @DisplayName("B70 Unsigned, foreign, expired and misdirected sessions start nothing")
    void forgedSessions() {
        try (PlayedWorkers workers = new PlayedWorkers()) {
            String good = KEYS.session("x", List.of("read"));
            String claims = good.split("\\.")[1];
            String none = Base64.getUrlEncoder().withoutPadding()
                    .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "." + claims + ".";
            String foreign = new TestKeys().session("x", List.of("read"));
            StreamTest.refused(workers, EXPORT, "Bearer " + none, "token_invalid");
            StreamTest.refused(workers, EXPORT, "Bearer " + foreign, "token_invalid");
            StreamTest.refused(workers, EXPORT, "Bearer " + good.substring(0, good.length() - 4) + "AAAA", "token_invalid");
            StreamTest.refused(workers, EXPORT, "Bearer " + KEYS.expired("x", List.of("read")), "token_invalid");
            StreamTest.refused(workers, EXPORT, "Bearer " + KEYS.jwt("x", List.of("internal"), "mudanza-internal"),
                    "token_invalid");
            StreamTest.refused(workers, EXPORT, "Bearer mig_read", "token_invalid");
            StreamTest.refused(workers, EXPORT, "Basic eA==", "token_invalid");
        }
    }

    @Test
    @DisplayName("B67 The session of a token that has been revoked meanwhile starts nothing")
    void revokedToken() {
        try (PlayedWorkers workers = new PlayedWorkers()) {
            StreamTest.refused(workers, EXPORT, "Bearer " + KEYS.session("gone", List.of("read")), "token_invalid");
            StreamTest.refused(workers, EXPORT, "Bearer " + KEYS.session("nobody", List.of("read")), "token_invalid");
            StreamTest.refused(workers, EXPORT, "Bearer " + KEYS.session("../keys", List.of("read")), "token_invalid");
        }
    }

    @Test
    @DisplayName("B66 A session read from the topic and sent again starts nothing; the same request twice starts one job")
    void replayedRequest() {
        try (PlayedWorkers workers = new PlayedWorkers()) {
            // Given
            String session = "Bearer " + KEYS.session("x", List.of("read"));
            String request = UUID.randomUUID().toString();
            for (int i = 0; i < 2; i++) {
                workers.send("requests", "io.mudanza.job.requested.v1", request, EXPORT, request,
                        Map.of("authorization", session));
            }
            workers.await(message -> message.type().equals("io.mudanza.job.accepted.v1")
                    && request.equals(message.data().path("request_id").asText()));

            // When
            StreamTest.refused(workers, EXPORT, session, "token_invalid");

            // Then
            assertThat(workers.count(message -> request.equals(message.data().path("request_id").asText())
                    && message.type().equals("io.mudanza.job.accepted.v1"), Duration.ofSeconds(2))).isZero();
        }
    }

    @Test
    @DisplayName("B69 What the API asks another permission for, a message does not get either")
    void permissions() {
        try (PlayedWorkers workers = new PlayedWorkers()) {
            StreamTest.refused(workers, EXPORT, "Bearer " + KEYS.session("x", List.of("write")), "permission_denied");
            StreamTest.refused(workers, EXPORT, "Bearer " + KEYS.session("x", List.of()), "permission_denied");
            for (String direction : new String[] {"pull", "push", "import", "rollback", "restore", "verify", "", "EXPORT"}) {
                StreamTest.refused(workers, "{\"direction\":\"" + direction + "\"}",
                        "Bearer " + KEYS.session("x", List.of("read", "write", "admin")), "invalid_request");
            }
        }
    }
}
