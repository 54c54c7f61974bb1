package io.mudanza.gateway;

import static io.mudanza.gateway.ApiTest.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(NodeResource.class)
class UploadTest {
    private static final String IMPORT = "/api/v1/migration/receive-import/";

    private static byte[] raw(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static RequestSpecification onlyWriting() {
        return given().header("Authorization", "Bearer mig_only_write").contentType("application/octet-stream");
    }

    private static RequestSpecification bytes() {
        return given().header("Authorization", "Bearer mig_write").contentType("application/octet-stream");
    }

    @Test
    void anUploadGoesOnFromItsOffsetAndStartsTheImport() {
        try (PlayedWorkers workers = new PlayedWorkers()) {
            // Given
            String key = UUID.randomUUID().toString();
            String job = bytes().header("Idempotency-Key", key).post(IMPORT + "?verify=counts&mode=in-place").then()
                    .statusCode(202).body("offset", equalTo(0)).body("complete", equalTo(false)).extract().path("job_id");

            // When
            bytes().body(raw("hello ")).post(IMPORT + "?job_id=" + job + "&offset=0").then()
                    .statusCode(202).body("offset", equalTo(6));
            bytes().body(raw("again")).post(IMPORT + "?job_id=" + job + "&offset=0").then()
                    .statusCode(409).body("code", equalTo("upload_offset_mismatch")).body("offset", equalTo(6))
                    .body("complete", equalTo(false));
            bytes().header("Idempotency-Key", key).post(IMPORT + "?verify=counts&mode=in-place").then()
                    .statusCode(202).body("job_id", equalTo(job)).body("offset", equalTo(6));
            bytes().head(IMPORT + "?job_id=" + job).then().statusCode(200).header("Upload-Offset", "6");
            bytes().get(IMPORT + "?job_id=" + job).then().statusCode(200).body("offset", equalTo(6));
            bytes().body(raw("world")).post(IMPORT + "?job_id=" + job + "&offset=6&last=true").then()
                    .statusCode(202).body("complete", equalTo(true)).body("status", equalTo("running"));

            // Then
            PlayedWorkers.Message unpack = workers.command(job, "unpack");
            assertThat(unpack.data().path("options").path("verify").asText()).isEqualTo("counts");
            assertThat(unpack.data().path("options").path("mode").asText()).isEqualTo("in-place");
            workers.fail(unpack, "bundle_truncated", "ends early");
            ended(job);
            as("mig_read").header("Accept-Language", "es").get("/api/v1/migration/jobs/" + job + "/").then()
                    .body("error.detail", equalTo("El bundle termina antes de tiempo. Transfiérelo de nuevo. (ends early)"));
        }
    }

    @Test
    void aBundleInOnePieceStartsAtOnce() {
        try (PlayedWorkers workers = new PlayedWorkers()) {
            String job = bytes().body(raw("all of it")).post(IMPORT + "?last=true").then()
                    .statusCode(202).body("complete", equalTo(true)).extract().path("job_id");
            workers.complete(job, "unpack", Map.of());
            workers.fail(workers.command(job, "preflight"), "target_not_empty", "no");
            ended(job);
        }
    }

    @Test
    void theSenderSeesTheImportToItsEndAndReadsItsCertificate() {
        try (PlayedWorkers workers = new PlayedWorkers()) {
            // Given
            String job = onlyWriting().body(raw("all of it")).post(IMPORT + "?last=true").then()
                    .statusCode(202).extract().path("job_id");
            onlyWriting().get(IMPORT + job + "/certificate/").then().statusCode(404);

            // When
            for (String step : new String[] {"unpack", "preflight", "load", "stage_media"}) {
                workers.complete(job, step, Map.of("rows", 7));
            }
            workers.complete(job, "verify", Map.of("verdict", "EQUAL"));
            for (String step : new String[] {"publish", "certify", "clean_up"}) {
                workers.complete(job, step, Map.of());
            }

            // Then
            await().untilAsserted(() -> onlyWriting().get(IMPORT + "?job_id=" + job).then().statusCode(200)
                    .body("status", equalTo("completed")).body("verdict", equalTo("EQUAL")).body("rows", equalTo(7))
                    .body("complete", equalTo(true)).body("error", equalTo(null))
                    .body("certificate", equalTo(IMPORT + job + "/certificate/")));
            onlyWriting().get(IMPORT + job + "/certificate/").then().statusCode(200).body("verdict", equalTo("EQUAL"));
            onlyWriting().get("/api/v1/migration/jobs/" + job + "/").then().statusCode(403);
        }
    }

    @Test
    void nonsenseIsRefused() {
        bytes().post(IMPORT + "?offset=-1").then().statusCode(422);
        bytes().post(IMPORT + "?verify=perhaps").then().statusCode(422);
        bytes().post(IMPORT + "?merge=true").then().statusCode(501);
        bytes().post(IMPORT + "?job_id=" + UUID.randomUUID()).then().statusCode(404);
        bytes().get(IMPORT).then().statusCode(404);
        given().header("Authorization", "Bearer mig_read").post(IMPORT).then().statusCode(403);
    }

    private static void ended(String job) {
        await().untilAsserted(() -> as("mig_read").get("/api/v1/migration/jobs/" + job + "/").then()
                .body("status", equalTo("failed")));
    }
}
