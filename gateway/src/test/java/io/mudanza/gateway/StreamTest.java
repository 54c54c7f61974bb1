package io.mudanza.gateway;

import static io.mudanza.gateway.ApiTest.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(NodeResource.class)
class StreamTest {
    private static final String BASE = "/api/v1/migration";

    @Test
    void aStreamGoesOnWhereItWasLeft() throws Exception {
        try (PlayedWorkers workers = new PlayedWorkers(); HttpClient http = HttpClient.newHttpClient()) {
            // Given
            String job = as("mig_read").body("").post(BASE + "/export/").then().extract().path("job_id");
            List<String> ids = new ArrayList<>();
            try (BufferedReader first = open(http, job, null)) {
                while (ids.size() < 2) {
                    String line = first.readLine();
                    if (line.startsWith("id:")) {
                        ids.add(line.substring(3).strip());
                    }
                }
            }

            // When
            PlayedWorkers.Message command = workers.complete(job, "export", Map.of("rows", 5, "bytes", 50));
            List<String> rest;
            try (BufferedReader second = open(http, job, ids.getFirst())) {
                rest = second.lines().toList();
            }

            // Then
            List<String> restIds = rest.stream().filter(line -> line.startsWith("id:")).map(line -> line.substring(3).strip()).toList();
            assertThat(restIds).doesNotContain(ids.getFirst()).contains(ids.get(1)).doesNotHaveDuplicates();
            assertThat(rest).anyMatch(line -> line.startsWith("event:") && line.contains("progress"));
            assertThat(String.join("\n", rest)).contains("\"status\":\"completed\"").contains("Step export completed.");
            assertThat(command.data().path("options").path("include_media").asBoolean()).isTrue();
            assertThat(get(http, job, restIds.getLast()).statusCode()).isEqualTo(204);
            assertThat(get(http, UUID.randomUUID().toString(), null).statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<java.io.InputStream> get(HttpClient http, String job, String last) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + BASE + "/jobs/" + job + "/events"))
                .header("Authorization", "Bearer mig_read")
                .header("Accept", "text/event-stream");
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static BufferedReader open(HttpClient http, String job, String last) throws Exception {
        HttpResponse<java.io.InputStream> answer = get(http, job, last);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    @Test
    void anotherProgramStartsAnExportByMessageAndFollowsItByEvents() {
        try (PlayedWorkers workers = new PlayedWorkers()) {
            // Given
            String jwt = as("mig_read").post(BASE + "/tokens/session/").then().statusCode(200)
                    .extract().path("access_token");
            String request = UUID.randomUUID().toString();

            // When
            workers.send("requests", "io.mudanza.job.requested.v1", request,
                    "{\"direction\":\"export\",\"options\":{\"include_media\":false}}", request,
                    Map.of("authorization", "Bearer " + jwt));

            // Then
            var accepted = workers.await(message -> message.type().equals("io.mudanza.job.accepted.v1")
                    && message.data().path("request_id").asText().equals(request));
            String job = accepted.data().path("job_id").asText();
            var command = workers.complete(job, "export", Map.of("rows", 1, "bytes", 1));
            assertThat(command.data().path("options").path("include_media").asBoolean()).isFalse();
            workers.await(message -> message.type().equals("io.mudanza.job.changed.v1")
                    && message.key().equals(job) && message.data().path("status").asText().equals("completed"));
            as("mig_read").get(BASE + "/export-status/" + job + "/").then().body("status", equalTo("completed"));
        }
    }

    @Test
    void aRequestThatIsNotAllowedIsRefused() {
        try (PlayedWorkers workers = new PlayedWorkers()) {
            String internal = StubNode.INSTANCE.keys.jwt("x", List.of("read"), "mudanza-exporting");
            String writer = StubNode.INSTANCE.keys.session("x", List.of("write"));
            String reader = StubNode.INSTANCE.keys.session("x", List.of("read"));
            String another = StubNode.INSTANCE.keys.session("x", List.of("read"));
            refused(workers, "{\"direction\":\"export\"}", null, "token_invalid");
            refused(workers, "{\"direction\":\"export\"}", "Bearer " + internal, "token_invalid");
            refused(workers, "{\"direction\":\"export\"}", "Bearer " + writer, "permission_denied");
            refused(workers, "{\"direction\":\"pull\"}", "Bearer " + reader, "invalid_request");
            refused(workers, "{nonsense", "Bearer " + another, "malformed_request");
        }
    }

    static void refused(PlayedWorkers workers, String data, String authorization, String code) {
        String request = UUID.randomUUID().toString();
        workers.send("requests", "io.mudanza.job.requested.v1", request, data, request,
                authorization == null ? Map.of() : Map.of("authorization", authorization));
        var event = workers.await(message -> message.type().equals("io.mudanza.job.refused.v1")
                && message.data().path("request_id").asText().equals(request));
        assertThat(event.data().path("code").asText()).isEqualTo(code);
    }

    @Test
    void exportsAreStreamedThroughWithRanges() {
        try (PlayedWorkers workers = new PlayedWorkers()) {
            // Given
            String job = as("mig_read").body("").post(BASE + "/export/").then().extract().path("job_id");
            as("mig_read").get(BASE + "/download-export/" + job + "/").then()
                    .statusCode(409).body("code", equalTo("job_not_in_state"));
            as("mig_read").get(BASE + "/download-export/" + job + "/parts/").then().statusCode(200);
            workers.complete(job, "export", Map.of());
            org.awaitility.Awaitility.await().untilAsserted(() ->
                    as("mig_read").get(BASE + "/jobs/" + job + "/").then().body("status", equalTo("completed")));

            // When / Then
            byte[] whole = as("mig_read").get(BASE + "/download-export/" + job + "/").then().statusCode(200)
                    .header("ETag", "\"abc\"").header("Content-Length", String.valueOf(StubNode.BUNDLE.length))
                    .extract().asByteArray();
            assertThat(whole).isEqualTo(StubNode.BUNDLE);
            as("mig_read").header("Range", "bytes=9995-").get(BASE + "/download-export/" + job).then()
                    .statusCode(206).header("Content-Range", "bytes 9995-9999/10000").body(equalTo("56789"));
        }
    }

    @Test
    void manyFilesAreStreamedThrough() {
        as("mig_read").body("{\"files\":[{\"key\":\"a\"}]}").post(BASE + "/download-files").then()
                .statusCode(200).contentType("application/vnd.mudanza.files")
                .body(equalTo("{\"files\":[{\"key\":\"a\"}]}"));
        as("mig_read").body("x".repeat((1 << 20) + 1)).post(BASE + "/download-files/").then()
                .statusCode(413).body("code", equalTo("payload_too_large"));
    }
}
