package io.mudanza.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(NodeResource.class)
@TestProfile(TolerantProfile.class)
class FenceTest {
    private static final String BASE = "/api/v1/migration";
    private static final String BOTH = "\"read\",\"write\"";
    private static final StubTokens TOKENS = StubNode.INSTANCE.tokens;

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json").urlEncodingEnabled(false);
    }

    private static String export(String token, String body) {
        return as(token).body(body).post(BASE + "/export/").then().statusCode(202).extract().path("job_id");
    }

    private static void jobIsNotThere(String token, String job) {
        for (String path : List.of("/jobs/%s/", "/export-status/%s/", "/jobs/%s/logs/", "/jobs/%s/events",
                "/jobs/%s/certificate/", "/jobs/%s/report/", "/download-export/%s/", "/download-export/%s/parts/",
                "/download-export/%s/parts/x")) {
            as(token).get(BASE + path.formatted(job)).then().statusCode(404).body("code", equalTo("not_found"));
        }
        as(token).delete(BASE + "/download-export/" + job + "/").then().statusCode(404);
        as(token).post(BASE + "/jobs/" + job + "/cancel/").then().statusCode(404);
        as(token).post(BASE + "/jobs/" + job + "/resume/").then().statusCode(404);
        as(token).body("{\"confirm\":true}").post(BASE + "/rollback/" + job + "/").then().statusCode(404);
        as(token).body("{\"job_id\":\"" + job + "\"}").post(BASE + "/verify/").then().statusCode(404);
    }

    @ParameterizedTest
    @DisplayName("B69 tables outside the scope are not exported")
    @ValueSource(strings = {"", "{\"include_media\":false}", "{\"tables\":[\"public.secrets\"],\"include_media\":false}",
        "{\"tables\":[\"public.users\",\"public.*\"],\"include_media\":false}", "{\"tables\":[\"users\"],\"include_media\":false}",
        "{\"tables\":[\"billing.a.b\"],\"include_media\":false}", "{\"tables\":[\"public.users\"]}"})
    void tablesOutsideTheScopeAreNotExported(String body) {
        String token = TOKENS.issue("tables", BOTH, ",\"scope\":{\"tables\":[\"public.users\",\"billing.*\"]}");
        as(token).body(body).post(BASE + "/export/").then().statusCode(403).body("code", equalTo("permission_denied"));
        assertThat(TOKENS.refusals).contains("tables opening_outside");
        as(token).body("{\"source_url\":\"https://a.example\",\"source_token\":\"t\"}").post(BASE + "/pull/").then()
                .statusCode(403);
        as(token).body("{\"target_url\":\"https://a.example\",\"target_token\":\"t\"}").post(BASE + "/push/").then()
                .statusCode(403);
        as(token).body("{\"source_url\":\"https://a.example\",\"source_token\":\"t\"}").post(BASE + "/verify/").then()
                .statusCode(403);
        as(token).contentType("application/octet-stream").post(BASE + "/receive-import/").then().statusCode(403);
    }

    @Test
    @DisplayName("B69 a token for tables sees no job that holds more")
    void aTokenForTablesSeesNoJobThatHoldsMore() {
        // Given
        String token = TOKENS.issue("tables2", BOTH, ",\"scope\":{\"tables\":[\"public.users\",\"billing.*\"]}");
        String whole = export("mig_read", "");
        String other = export("mig_read", "{\"tables\":[\"public.secrets\"],\"include_media\":false}");
        // When
        String own = export(token, "{\"tables\":[\"public.users\",\"billing.x\"],\"include_media\":false}");
        // Then
        jobIsNotThere(token, whole);
        jobIsNotThere(token, other);
        as(token).get(BASE + "/jobs/" + own + "/").then().statusCode(200);
        as(token).get(BASE + "/jobs/").then().statusCode(200).body("jobs.id", equalTo(List.of(own)));
        as(token).get(BASE + "/media-list/").then().statusCode(403);
        as(token).get(BASE + "/download-file/?path=a").then().statusCode(403);
        as(token).get(BASE + "/checkpoints/").then().statusCode(403);
        as(token).post(BASE + "/tokens/session/").then().statusCode(403);
    }

    @ParameterizedTest
    @DisplayName("B69 media outside the folder are neither listed nor read nor written")
    @CsvSource({"avatars/a,404", "avatars,404", "avatars2/a,403", "secret/b,403", "avatars/../secret/b,403",
        "avatars/%2e%2e/secret/b,403", "avatars//a,403", "/avatars/a,403", "./avatars/a,403", "avatars%5C..%5Csecret,403"})
    void mediaOutsideTheFolderAreRefused(String path, int status) {
        String token = TOKENS.issue("media", BOTH, ",\"scope\":{\"media\":\"avatars\"}");
        as(token).get(BASE + "/download-file/?path=" + path).then().statusCode(status);
        as(token).contentType("application/octet-stream").body("x".getBytes()).post(BASE + "/receive-file/?path=" + path)
                .then().statusCode(status);
        as(token).get(BASE + "/media-list/").then().statusCode(200).body("files.key", equalTo(List.of("avatars/a")));
        as(token).body("").post(BASE + "/export/").then().statusCode(403);
    }

    @ParameterizedTest
    @DisplayName("B69 many files at once are held to the folder as one is")
    @CsvSource(delimiter = '|', value = {
        "[{\"key\":\"avatars/a\"}] | 200", "[{\"key\":\"avatars/a\"},{\"key\":\"secret/b\"}] | 403",
        "[{\"key\":\"avatars/../secret/b\"}] | 403", "[{\"key\":\"avatars/a\",\"key\":\"secret/b\"}] | 400",
        "[{\"key\":\"avatars/a\"}],\"files\":[{\"key\":\"secret/b\"}] | 400", "[{\"key\":[\"secret/b\"]}] | 422", "[] | 422"
    })
    void manyFilesAreHeldToTheFolder(String files, int status) {
        String token = TOKENS.issue("many", BOTH, ",\"scope\":{\"media\":\"avatars\"}");
        String tables = TOKENS.issue("manytables", BOTH, ",\"scope\":{\"tables\":[\"public.users\"]}");
        as(token).body("{\"files\":" + files + "}").post(BASE + "/download-files/").then().statusCode(status);
        as(tables).body("{\"files\":[{\"key\":\"avatars/a\"}]}").post(BASE + "/download-files/").then().statusCode(403);
    }

    @Test
    @DisplayName("B69 a token for a job opens this job and nothing else")
    void aTokenForAJobOpensThisJobOnly() {
        // Given
        String job = export("mig_read", "");
        String other = export("mig_read", "");
        String token = TOKENS.issue("job", BOTH, ",\"scope\":{\"job\":\"" + job + "\"}");
        // When / Then
        as(token).get(BASE + "/jobs/" + job + "/").then().statusCode(200);
        as(token).get(BASE + "/download-export/" + job + "/parts/").then().statusCode(200);
        as(token).get(BASE + "/jobs/").then().body("jobs.id", equalTo(List.of(job)));
        jobIsNotThere(token, other);
        as(token).body("").post(BASE + "/export/").then().statusCode(403);
        as(token).get(BASE + "/media-list/").then().statusCode(403);
        assertThat(TOKENS.refusals).contains("job job_outside");
    }

    @Test
    @DisplayName("B69 a token for a peer is good for the peer that proved itself, whatever headers say")
    void aTokenForAPeerNeedsTheProof() {
        String token = TOKENS.issue("peer", "\"read\"", ",\"peers\":[\"prop.cl\"]");
        as(token).get(BASE + "/jobs/").then().statusCode(403);
        as(token).header("Origin", "https://prop.cl").header("Referer", "https://prop.cl/").header("Host", "prop.cl")
                .get(BASE + "/jobs/").then().statusCode(403);
        as(token).header(HeaderProvesPeers.HEADER, "evil.cl").get(BASE + "/jobs/").then().statusCode(403);
        as(token).header(HeaderProvesPeers.HEADER, "prop.cl").get(BASE + "/jobs/").then().statusCode(200);
        assertThat(TOKENS.refusals).contains("peer peer_not_proved");
    }

    @Test
    @DisplayName("B66 of a hundred exports at once with a token for one, one begins")
    void ofAHundredExportsOneBegins() throws Exception {
        // Given
        String token = TOKENS.once("once" + System.nanoTime(), "\"read\"");
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(100)) {
            for (int i = 0; i < 100; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return as(token).body("").header("Idempotency-Key", UUID.randomUUID().toString())
                            .post(BASE + "/export/").statusCode();
                }));
            }
            start.countDown();
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        // Then
        assertThat(Collections.frequency(statuses, 202)).isEqualTo(1);
        // A machine under load may refuse some for lack of a connection; nobody else is ever let in.
        assertThat(statuses).filteredOn(status -> status != 202 && status < 500).hasSizeGreaterThan(50).containsOnly(401);
        as(token).get(BASE + "/jobs/").then().statusCode(200).body("jobs.size()", equalTo(1));
    }

    @Test
    @DisplayName("B66 a token for one session is good for what belongs to it and for nothing else")
    void aTokenForOneSessionIsGoodForItsJob() {
        // Given
        String token = TOKENS.once("session" + System.nanoTime(), BOTH);
        String foreign = export("mig_read", "");
        as(token).get(BASE + "/media-list/").then().statusCode(403);
        String key = UUID.randomUUID().toString();
        // When
        String job = as(token).header("Idempotency-Key", key).body("").post(BASE + "/export/").then().statusCode(202)
                .extract().path("job_id");
        String again = as(token).header("Idempotency-Key", key).body("").post(BASE + "/export/").then().statusCode(202)
                .extract().path("job_id");
        // Then
        assertThat(again).isEqualTo(job);
        as(token).get(BASE + "/jobs/" + job + "/").then().statusCode(200);
        as(token).get(BASE + "/download-export/" + job + "/parts/").then().statusCode(200);
        as(token).get(BASE + "/media-list/").then().statusCode(200).body("files.key", hasItem("secret/b"));
        jobIsNotThere(token, foreign);
        as(token).body("").post(BASE + "/export/").then().statusCode(401);
        as(token).contentType("application/octet-stream").post(BASE + "/receive-import/").then().statusCode(401);
        as(token).delete(BASE + "/download-export/" + job + "/").then().statusCode(204);
        as(token).get(BASE + "/media-list/").then().statusCode(403);
    }

    @Test
    @DisplayName("B62 the upload of another is not there")
    void theUploadOfAnotherIsNotThere() {
        // Given
        String job = as("mig_write").contentType("application/octet-stream").post(BASE + "/receive-import/").then()
                .statusCode(202).extract().path("job_id");
        RequestSpecification stranger = as("mig_only_write").contentType("application/octet-stream");
        // When / Then
        for (String id : List.of(job, UUID.randomUUID().toString())) {
            stranger.get(BASE + "/receive-import/?job_id=" + id).then().statusCode(404).body("code", equalTo("not_found"));
            stranger.body("x".getBytes()).post(BASE + "/receive-import/?job_id=" + id).then().statusCode(404);
            stranger.get(BASE + "/receive-import/" + id + "/certificate/").then().statusCode(404);
        }
        as("mig_write").get(BASE + "/receive-import/?job_id=" + job).then().statusCode(200).body("offset", equalTo(0));
        as("mig_admin").get(BASE + "/receive-import/?job_id=" + job).then().statusCode(200);
    }

    @ParameterizedTest
    @DisplayName("B64 a token in an address is refused, whatever else is right")
    @ValueSource(strings = {"?token=abc", "?access_token=abc", "?Authorization=Bearer", "?x=mig_AAAAAAAAAAAA_BBBB",
        "?x=%6dig_AAAAAAAAAAAA_BBBB", "mig_AAAAAAAAAAAA_BBBB/", "?source_token=a"})
    void aTokenInAnAddressIsRefused(String tail) {
        as("mig_admin").get(BASE + "/jobs/" + tail).then()
                .statusCode(400).body("code", equalTo("malformed_request")).body("detail", not(containsString("BBBB")));
        given().get(BASE + "/jobs/" + tail).then().statusCode(400);
    }

    @Test
    @DisplayName("B64 a token in the address that a call comes from is refused")
    void aTokenInTheRefererIsRefused() {
        as("mig_read").header("Referer", "https://x/?t=mig_AAAAAAAAAAAA_BBBB").get(BASE + "/jobs/").then().statusCode(400);
        as("mig_read").header("Referer", "https://x/").get(BASE + "/jobs/").then().statusCode(200);
    }

    @ParameterizedTest
    @DisplayName("B68 only the socket's address counts, no header")
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Client-IP", "True-Client-IP"})
    void onlyTheSocketsAddressCounts(String header) {
        String token = TOKENS.issue("bound" + header, "\"read\"", "");
        TOKENS.onlyFrom(token, "203.0.113.9");
        String value = header.equals("Forwarded") ? "for=203.0.113.9" : "203.0.113.9";
        as(token).header(header, value).get(BASE + "/jobs/").then().statusCode(401);
        assertThat(TOKENS.introspection(token, "203.0.113.9")).contains("\"active\":true");
        TOKENS.onlyFrom(token, "127.0.0.1");
        as(token).header(header, value).get(BASE + "/jobs/").then().statusCode(200);
    }
}
