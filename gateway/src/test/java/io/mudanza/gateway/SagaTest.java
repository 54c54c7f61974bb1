package io.mudanza.gateway;

import static io.mudanza.gateway.ApiTest.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(NodeResource.class)
class SagaTest {
    private static final String BASE = "/api/v1/migration";
    private static final String PULL = "{\"source_url\":\"https://prop.example\",\"source_token\":\"mig_peer_secret\"}";

    private PlayedWorkers workers;

    @BeforeEach
    void hire() {
        workers = new PlayedWorkers();
    }

    @AfterEach
    void freeThePlatform() {
        String busy = as("mig_read").get(BASE + "/jobs/?limit=1&direction=pull").then().extract().path("jobs[0].status");
        assertThat(busy).as("a test leaves no job behind").isIn(null, "completed", "rolled_back", "failed", "cancelled");
        workers.close();
    }

    @Test
    void aPullGoesThroughAllItsSteps() {
        // Given
        String job = pull();
        assertThat(StubNode.INSTANCE.peers).anyMatch(peer -> peer.contains("mig_peer_secret"));

        // When
        PlayedWorkers.Message connect = workers.complete(job, "connect", Map.of("remote_job_id", "r1"));
        workers.complete(job, "preflight", Map.of("mode", "database-swap"));
        PlayedWorkers.Message load = workers.command(job, "load");
        workers.say(workers.started(load));
        workers.complete(job, "stage_media", Map.of("media_files", 7));
        workers.complete(job, "fetch", Map.of("bytes", 1000));
        workers.progress(load, 500, 1000, 5_000, 10_000);
        expect(job).body("current_step", equalTo("load"));
        await().untilAsserted(() -> as("mig_read").get(BASE + "/jobs/" + job + "/").then()
                .body("rows_done", equalTo(500)).body("bytes_total", equalTo(10_000))
                .body("tables[0].table", equalTo("tuki.ticket")).body("progress_percent", greaterThan(30)));
        workers.say(workers.completed(load, Map.of("rows", 1000, "bytes", 10_000)));
        workers.complete(job, "verify", Map.of("verdict", "EQUAL"));
        status(job, "publishing");
        as("mig_write").post(BASE + "/jobs/" + job + "/cancel/").then()
                .statusCode(409).body("code", equalTo("job_not_in_state"));
        workers.complete(job, "publish", Map.of("checkpoint_id", "cp1"));
        workers.complete(job, "certify", Map.of());
        workers.complete(job, "clean_up", Map.of());

        // Then
        status(job, "completed")
                .body("verdict", equalTo("EQUAL")).body("rows", equalTo(1000)).body("bytes", equalTo(10_000))
                .body("media_files", equalTo(7)).body("checkpoint_id", equalTo("cp1")).body("error", nullValue())
                .body("progress_percent", equalTo(100)).body("direction", equalTo("pull"))
                .body("options.verify", equalTo("full")).body("options.mode", equalTo("auto"))
                .body("certificate", equalTo(BASE + "/jobs/" + job + "/certificate/"));
        as("mig_read").get(BASE + "/jobs/" + job + "/certificate/").then().statusCode(200)
                .body("verdict", equalTo("EQUAL"));
        assertThat(connect.data().toString()).doesNotContain("mig_peer_secret");
        assertThat(as("mig_read").get(BASE + "/jobs/" + job + "/logs/?limit=200").asString())
                .doesNotContain("mig_peer_secret").contains("Step load completed.");
        as("mig_read").get(BASE + "/jobs/" + job + "/logs/?level=warning").then().body("logs.size()", equalTo(0));
        rollBack(job);
    }

    private void rollBack(String pulled) {
        String job = as("mig_write").body("{\"confirm\":true}").post(BASE + "/rollback/" + pulled + "/").then()
                .statusCode(202).extract().path("job_id");
        PlayedWorkers.Message command = workers.complete(job, "roll_back", Map.of());
        assertThat(command.data().path("facts").path("checkpoint_id").asText()).isEqualTo("cp1");
        assertThat(command.data().path("facts").path("subject_job_id").asText()).isEqualTo(pulled);
        status(job, "completed");
        status(pulled, "rolled_back");
        as("mig_write").body("{\"confirm\":true}").post(BASE + "/rollback/" + pulled + "/").then().statusCode(409);
        as("mig_write").post(BASE + "/jobs/" + pulled + "/resume/").then().statusCode(409);
    }

    @Test
    void oneJobAtATimeChangesThePlatform() {
        // Given
        String holder = pull();

        // When / Then
        as("mig_write").body(PULL).post(BASE + "/pull/").then()
                .statusCode(409).body("code", equalTo("platform_busy")).body("holder", equalTo(holder));
        as("mig_write").body("").post(BASE + "/receive-import/").then()
                .statusCode(409).body("code", equalTo("platform_busy"));
        as("mig_read").body("").post(BASE + "/export/").then().statusCode(202);
        PlayedWorkers.Message connect = workers.command(holder, "connect");
        workers.fail(connect, "peer_unreachable", "nobody there");
        status(holder, "failed").body("error.code", equalTo("peer_unreachable"))
                .body("error.detail", equalTo("nobody there"));
        String next = pull();
        workers.fail(workers.command(next, "connect"), "peer_refused", "bad token");
        status(next, "failed");
    }

    @Test
    void aDifferenceRollsTheJobBack() {
        // Given
        String job = loaded();

        // When
        workers.complete(job, "verify", Map.of("verdict", "DIFFERENT"));
        workers.complete(job, "discard", Map.of());

        // Then
        status(job, "rolled_back").body("error.code", equalTo("verification_different"))
                .body("verdict", equalTo("DIFFERENT"));
    }

    @Test
    void aFailureStopsTheOthersAndAResumeGoesOn() {
        // Given
        String job = pull();
        workers.complete(job, "connect", Map.of());
        workers.complete(job, "preflight", Map.of());
        PlayedWorkers.Message load = workers.command(job, "load");
        PlayedWorkers.Message media = workers.command(job, "stage_media");

        // When
        workers.fail(workers.command(job, "fetch"), "source_lost", "gone");
        PlayedWorkers.Message again = workers.command(job, "fetch");
        workers.fail(again, "bundle_part_corrupt", "part 7");
        workers.cancel(job, "import");
        workers.cancel(job, "transfer");
        workers.fail(load, "cancelled", "stopped");
        workers.say(workers.completed(media, Map.of()));
        workers.complete(job, "discard", Map.of());

        // Then
        status(job, "rolled_back").body("error.code", equalTo("bundle_part_corrupt"));

        // And when
        as("mig_write").post(BASE + "/jobs/" + job + "/resume/").then().statusCode(202);
        as("mig_write").post(BASE + "/jobs/" + job + "/resume").then().statusCode(409);
        workers.complete(job, "connect", Map.of());
        status(job, "running").body("error", nullValue());
        as("mig_write").post(BASE + "/jobs/" + job + "/cancel/").then().statusCode(202);
        workers.fail(workers.command(job, "preflight"), "cancelled", "stopped");
        status(job, "cancelled").body("error.code", equalTo("cancelled"));
    }

    @Test
    void eventsMayComeTwiceLateAndOutOfOrder() {
        // Given
        String job = pull();
        PlayedWorkers.Message connect = workers.command(job, "connect");

        // When
        PlayedWorkers.Event completed = workers.completed(connect, Map.of("remote_job_id", "x"));
        workers.say(completed);
        workers.say(completed);
        workers.say(workers.started(connect));
        workers.fail(connect, "peer_failed", "too late");
        workers.send("events", "io.mudanza.step.completed.v1", job, "{nonsense", "bad-1", Map.of());
        workers.send("events", "io.mudanza.step.completed.v1", job, "{}", "bad-2", Map.of());

        // Then
        PlayedWorkers.Message preflight = workers.command(job, "preflight");
        assertThat(preflight.data().path("facts").path("remote_job_id").asText()).isEqualTo("x");
        workers.fail(preflight, "target_rights_missing", "grant it");
        status(job, "failed").body("error.code", equalTo("target_rights_missing"));
    }

    @Test
    void aDryRunEndsWithThePlan() {
        // Given
        String job = as("mig_write").body(PULL.replace("}", ",\"dry_run\":true}")).post(BASE + "/pull/").then()
                .statusCode(202).extract().path("job_id");

        // When
        workers.complete(job, "connect", Map.of());
        workers.complete(job, "preflight", Map.of("plan", "{\"tables\":[\"tuki.event\"]}"));
        workers.complete(job, "clean_up", Map.of());

        // Then
        status(job, "completed").body("plan.tables", hasItem("tuki.event"));
        as("mig_write").header("Accept-Language", "en").body("{\"confirm\":true}").post(BASE + "/rollback/" + job + "/").then()
                .statusCode(409).body("code", equalTo("job_not_in_state")).body("detail", containsString("dry run"));
    }

    private String loaded() {
        String job = pull();
        workers.complete(job, "connect", Map.of());
        workers.complete(job, "preflight", Map.of());
        workers.complete(job, "load", Map.of("rows", 1, "bytes", 1));
        workers.complete(job, "fetch", Map.of());
        workers.complete(job, "stage_media", Map.of());
        return job;
    }

    private static String pull() {
        return as("mig_write").body(PULL).post(BASE + "/pull/").then().statusCode(202).extract().path("job_id");
    }

    private static ValidatableResponse expect(String job) {
        return as("mig_read").get(BASE + "/jobs/" + job + "/").then().statusCode(200);
    }

    private static ValidatableResponse status(String job, String wanted) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> expect(job).body("status", equalTo(wanted)));
        return expect(job);
    }
}
