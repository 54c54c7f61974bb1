package io.mudanza.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(NodeResource.class)
class ApiTest {
    private static final String BASE = "/api/v1/migration";

    static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    @Test
    void withoutATokenItSaysSoInSpanish() {
        given().header("Accept-Language", "es-CL,es;q=0.9").get(BASE + "/jobs/").then()
                .statusCode(401).contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer").header("Content-Language", "es")
                .body("code", equalTo("token_invalid"))
                .body("detail", equalTo("Token inválido o expirado"))
                .body("trace_id", notNullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /jobs/, mig_wrong, 401", "GET, /jobs, mig_read, 200", "GET, /jobs/, mig_read, 200",
        "POST, /pull/, mig_read, 403", "POST, /tokens/, mig_write, 403", "GET, /tokens/, mig_read, 403",
        "GET, /jobs/nonsense/, mig_read, 404", "GET, /nothing/, mig_admin, 404", "GET, /jobs/?limit=0, mig_read, 422",
        "GET, /jobs/?status=odd, mig_read, 422", "GET, /jobs/?cursor=!!, mig_read, 422", "POST, /jobs/, mig_admin, 405",
        "POST, /upload-backup/?offset=5, mig_admin, 409", "GET, /backup-jobs/, mig_admin, 200", "GET, /backup-jobs/, mig_read, 403",
        "POST, /restore-backup/x/, mig_admin, 404", "GET, /restore-status/x/, mig_admin, 404", "POST, /upload-backup/, mig_write, 403",
        "DELETE, /checkpoints/a/, mig_write, 403", "POST, /download-files/, mig_only_write, 403",
        "POST, /download-files/, mig_wrong, 401", "POST, /download-files/, mig_read, 422"
    })
    void everyCallHasItsPermissionAndEveryRefusalItsProblem(String method, String path, String token, int status) {
        var answer = as(token).request(method, BASE + path).then().statusCode(status);
        if (status >= 400) {
            answer.contentType("application/problem+json").body("code", notNullValue()).body("detail", notNullValue());
        }
    }

    @Test
    void aJwtOpensNoPublicEndpointAndAMigrationTokenNoInternalOne() {
        String internal = StubNode.INSTANCE.keys.jwt("exporting", java.util.List.of("internal"), "mudanza-exporting");
        String session = StubNode.INSTANCE.keys.session("reader", java.util.List.of("read"));
        as(internal).get(BASE + "/jobs/").then().statusCode(403);
        as(session).get(BASE + "/jobs/").then().statusCode(401);
        as("garbage").get(BASE + "/jobs/").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{| 400 | malformed_request", "[] | 422 | invalid_request", "{\"nonsense\":1} | 422 | invalid_request",
        "{\"include_media\":\"yes\"} | 422 | invalid_request", "{\"tables\":[1]} | 422 | invalid_request",
        "{\"tables\":\"x\"} | 422 | invalid_request", "{\"since\":\"2026-01-15\"} | 501 | not_implemented",
        "{\"format\":\"json\"} | 501 | not_implemented", "{} {} | 400 | malformed_request",
        "{\"compress\":true,\"compress\":false} | 400 | malformed_request"
    })
    void badBodiesAreRefusedByName(String body, int status, String code) {
        as("mig_read").body(body).post(BASE + "/export/").then()
                .statusCode(status).body("code", equalTo(code)).body("detail", not(containsString("Exception")));
    }

    @Test
    void aSecretInABadBodyIsNotRepeated() {
        String body = "{\"source_url\":\"https://a\",\"source_token\":{\"mig_secret\":1},\"x\":\"mig_secret\"}";
        as("mig_write").body(body).post(BASE + "/pull/").then()
                .statusCode(422).body(not(containsString("mig_secret")));
    }

    @Test
    void pullRefusesWhatThePeerRulesRefuse() {
        as("mig_write").body("{\"source_url\":\"https://forbidden.example\",\"source_token\":\"mig_x\"}")
                .post(BASE + "/pull/").then()
                .statusCode(403).body("code", equalTo("peer_not_allowed")).body("detail", equalTo("not this domain"));
        as("mig_write").body("{\"source_url\":\"https://a.example\",\"source_token\":\"t\",\"merge\":true}")
                .post(BASE + "/pull/").then().statusCode(501);
        as("mig_write").body("{\"source_url\":\"https://a.example\"}").post(BASE + "/pull/").then().statusCode(422);
    }

    @Test
    void theSameKeyGivesTheSameAnswer() {
        // Given
        String key = UUID.randomUUID().toString();

        // When
        String first = as("mig_read").header("Idempotency-Key", key).body("{\"compress\":true}").post(BASE + "/export/")
                .then().statusCode(202).header("Location", matchesPattern("/api/v1/migration/jobs/.*/"))
                .extract().path("job_id");
        String second = as("mig_read").header("Idempotency-Key", key).body("{\"compress\":true}").post(BASE + "/export/")
                .then().statusCode(202).extract().path("job_id");

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(UUID.fromString(first).version()).isEqualTo(7);
        as("mig_read").header("Idempotency-Key", key).body("{}").post(BASE + "/export/").then()
                .statusCode(409).body("code", equalTo("idempotency_conflict"));
        as("mig_write").header("Idempotency-Key", key).body("{}").post(BASE + "/export/").then().statusCode(202);
    }

    @Test
    void aTokenIsIssuedOncePerKey() {
        String key = UUID.randomUUID().toString();
        String body = "{\"description\":\"x\",\"permissions\":\"read\"}";
        String first = as("mig_admin").header("Idempotency-Key", key).body(body).post(BASE + "/tokens/").then()
                .statusCode(201).extract().path("token");
        as("mig_admin").header("Idempotency-Key", key).body(body).post(BASE + "/tokens").then()
                .statusCode(201).body("token", equalTo(first));
        as("mig_admin").body("{\"permission\":\"read\"}").post(BASE + "/tokens/").then().statusCode(422);
    }

    @Test
    void jobsArePagedByCursor() {
        for (int i = 0; i < 3; i++) {
            as("mig_read").body("").post(BASE + "/export/").then().statusCode(202);
        }
        String next = as("mig_read").get(BASE + "/jobs/?limit=2&direction=export").then()
                .statusCode(200).body("jobs.size()", equalTo(2)).extract().path("next_cursor");
        String first = as("mig_read").get(BASE + "/jobs/?limit=1").then().extract().path("jobs[0].id");
        as("mig_read").get(BASE + "/jobs/?limit=1&cursor=" + next).then()
                .statusCode(200).body("jobs[0].id", not(equalTo(first)));
    }

    @Test
    void anExportIsGivenUpByWhoAskedForItAlone() {
        // Given
        String job = as("mig_read").body("").post(BASE + "/export/").then().statusCode(202).extract().path("job_id");

        // When
        as("mig_write").delete(BASE + "/download-export/" + job + "/").then().statusCode(404);
        as("mig_read").get(BASE + "/jobs/" + job + "/").then().body("status", equalTo("running"));
        as("mig_read").delete(BASE + "/download-export/" + job + "/").then().statusCode(204);

        // Then
        as("mig_read").get(BASE + "/jobs/" + job + "/").then().body("status", equalTo("rolling_back"));
    }

    @Test
    void destructiveCallsNeedConfirmation() {
        as("mig_write").body("{}").post(BASE + "/rollback/" + UUID.randomUUID() + "/").then()
                .statusCode(422).body("code", equalTo("confirmation_required"));
        as("mig_write").body("{\"confirm\":true}").post(BASE + "/rollback/" + UUID.randomUUID() + "/").then()
                .statusCode(404).body("code", equalTo("not_found")).body("instance", containsString("/rollback/"));
    }

    @Test
    void healthAndMetricsAreThere() {
        given().get("/api/health/").then().statusCode(200).body("status", equalTo("UP"))
                .body("components.database", equalTo("UP")).body("components.kafka", equalTo("UP"));
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200).body(containsString("outbox_oldest_seconds"))
                .body(containsString("dlq_messages"));
        given().get("/q/swagger-ui/").then().statusCode(200);
    }
}
