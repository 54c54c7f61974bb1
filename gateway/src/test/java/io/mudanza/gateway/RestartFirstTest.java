package io.mudanza.gateway;

import static io.mudanza.gateway.ApiTest.as;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first life of a gateway: it stops in the middle of a job, which {@link RestartSecondTest} sees to its end. */
@QuarkusTest
@TestProfile(RestartFirstTest.FirstLife.class)
class RestartFirstTest {
    static final String JOB = "restart-test.job";

    /** Sorts before the second life. */
    public static class FirstLife implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(KeptNodeResource.class));
        }
    }

    @Test
    void theGatewayStopsInTheMiddleOfAJob() {
        try (PlayedWorkers workers = new PlayedWorkers()) {
            String job = as("mig_write").body("{\"source_url\":\"https://a.example\",\"source_token\":\"mig_x\"}")
                    .post("/api/v1/migration/pull/").then().statusCode(202).extract().path("job_id");
            workers.complete(job, "connect", Map.of("remote_job_id", "r"));
            PlayedWorkers.Message preflight = workers.command(job, "preflight");
            System.setProperty(JOB, job);
            System.setProperty(JOB + ".step", preflight.data().path("step_id").asText());
        }
    }
}
