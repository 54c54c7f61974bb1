package io.mudanza.gateway;

import static io.mudanza.gateway.ApiTest.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The second life: the job goes on as if nothing had happened, and still holds the platform. */
@QuarkusTest
@TestProfile(RestartSecondTest.SecondLife.class)
class RestartSecondTest {
    private static final String BASE = "/api/v1/migration";

    /** Sorts after the first life. */
    public static class SecondLife implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(KeptNodeResource.class));
        }
    }

    @Test
    void theJobGoesOnAfterTheRestart() {
        // Given
        String job = System.getProperty(RestartFirstTest.JOB);
        Assumptions.assumeTrue(job != null, "runs after RestartFirstTest");
        as("mig_write").body("{\"source_url\":\"https://b.example\",\"source_token\":\"mig_y\"}").post(BASE + "/pull/").then()
                .statusCode(409).body("holder", equalTo(job));

        try (PlayedWorkers workers = new PlayedWorkers()) {
            // When
            PlayedWorkers.Message preflight = workers.complete(job, "preflight", Map.of());
            for (String kind : List.of("fetch", "load", "stage_media", "verify", "publish", "certify", "clean_up")) {
                workers.complete(job, kind, kind.equals("verify") ? Map.of("verdict", "EQUAL") : Map.of());
            }

            // Then
            assertThat(preflight.data().path("step_id").asText())
                    .isEqualTo(System.getProperty(RestartFirstTest.JOB + ".step"));
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("mig_read").get(BASE + "/jobs/" + job + "/")
                    .then().body("status", equalTo("completed")).body("verdict", equalTo("EQUAL")));
        }
    }
}
