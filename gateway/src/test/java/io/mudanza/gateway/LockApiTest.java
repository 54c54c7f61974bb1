package io.mudanza.gateway;

import static io.mudanza.gateway.ApiTest.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(NodeResource.class)
class LockApiTest {
    private final String lock = "/api/v1/locks/invoice_os_" + UUID.randomUUID();

    @Test
    void aLockIsTakenRenewedAndGivenBackByItsOwner() {
        // Given
        JsonPath mine = as("mig_write").body("{\"lease_seconds\":20,\"holder\":\"caja 3\"}").post(lock).then()
                .statusCode(201).body("token", matchesPattern("lock_[0-9a-f]{48}")).body("expires_at", notNullValue())
                .extract().jsonPath();

        // When
        as("mig_admin").header("Accept-Language", "es").body("{}").post(lock + "/").then().statusCode(409)
                .header("Retry-After", matchesPattern("[1-5]"))
                .body("code", equalTo("lock_busy")).body("holder", equalTo("caja 3")).body("since", notNullValue())
                .body("expires_in", greaterThan(15f)).body("retry_after", notNullValue())
                .body("detail", containsString("lo tiene caja 3"));
        as("mig_read").get(lock).then().statusCode(200).body("held", equalTo(true)).body("holder", equalTo("caja 3"))
                .body("owner", equalTo("writer")).body("fence", equalTo(mine.getInt("fence")));
        as("mig_admin").header("Lock-Token", mine.getString("token")).put(lock).then().statusCode(409);
        as("mig_admin").header("Lock-Token", mine.getString("token")).delete(lock).then().statusCode(409);
        as("mig_write").header("Lock-Token", "lock_" + "0".repeat(48)).delete(lock).then().statusCode(409)
                .body("code", equalTo("lock_lost"));
        as("mig_write").header("Lock-Token", mine.getString("token")).body("{\"lease_seconds\":60}").put(lock).then()
                .statusCode(200).body("fence", equalTo(mine.getInt("fence")));
        as("mig_write").header("Lock-Token", mine.getString("token")).delete(lock).then().statusCode(204);

        // Then
        as("mig_read").get(lock).then().statusCode(200).body("held", equalTo(false));
        as("mig_admin").post(lock).then().statusCode(201).body("fence", greaterThan(mine.getInt("fence")));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, mig_read, 403", "POST, mig_wrong, 401", "PUT, mig_read, 403", "DELETE, mig_read, 403", "GET, mig_read, 200",
        "GET, mig_only_write, 403", "PUT, mig_write, 422", "DELETE, mig_write, 422", "PATCH, mig_write, 405"
    })
    void everyCallHasItsPermission(String method, String token, int status) {
        as(token).request(method, lock).then().statusCode(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..%2F..%2Fx", "ñandú 🚚", "'; DROP TABLE lock; --", "%2F", "x?y#z", "a+b", "a;b=c", "takeover"})
    void aNameMayBeAnything(String name) {
        String path = "/api/v1/locks/" + URLEncoder.encode(name + lock.hashCode(), StandardCharsets.UTF_8).replace("+", "%20");
        JsonPath mine = given().urlEncodingEnabled(false).header("Authorization", "Bearer mig_write").post(path).then()
                .statusCode(201).body("name", equalTo(name + lock.hashCode())).extract().jsonPath();
        given().urlEncodingEnabled(false).header("Authorization", "Bearer mig_write")
                .header("Lock-Token", mine.getString("token")).delete(path).then().statusCode(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"lease_seconds\":0} | 422", "{\"lease_seconds\":999999} | 422", "{\"wait_seconds\":31} | 422",
        "{\"lease_seconds\":\"x\"} | 422", "{\"nonsense\":1} | 422", "{\"holder\":\"\"} | 422", "{ | 400"
    })
    void whatIsNotMeantIsRefused(String body, int status) {
        as("mig_write").body(body).post(lock).then().statusCode(status);
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        for (String name : new String[] {"x".repeat(201), "a%00b", "a%0Ab"}) {
            given().urlEncodingEnabled(false).header("Authorization", "Bearer mig_write").post("/api/v1/locks/" + name).then()
                    .statusCode(422).body("code", equalTo("invalid_request"));
        }
    }

    @Test
    void whoWaitsGetsItWhenItIsFree() throws Exception {
        // Given
        String token = as("mig_write").post(lock).then().statusCode(201).extract().path("token");

        // When
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() ->
                as("mig_admin").body("{\"wait_seconds\":20}").post(lock).statusCode());
        Awaitility.await().until(() -> as("mig_read").get(lock).jsonPath().getInt("waiting") == 1);
        as("mig_write").body("{\"wait_seconds\":1}").post(lock).then().statusCode(409);
        as("mig_write").header("Lock-Token", token).delete(lock).then().statusCode(204);

        // Then
        assertThat(waiting.get()).isEqualTo(201);
    }

    @Test
    void anAdministratorTakesOverWithAReasonAndTheHolderIsToldWhy() {
        // Given
        JsonPath mine = as("mig_write").post(lock).then().statusCode(201).extract().jsonPath();

        // When
        as("mig_write").body("{\"reason\":\"mine\"}").post(lock + "/takeover").then().statusCode(403);
        as("mig_admin").body("{}").post(lock + "/takeover").then().statusCode(422);
        as("mig_admin").body("{\"reason\":\"the till of ana hangs\"}").post(lock + "/takeover/").then().statusCode(201)
                .body("fence", greaterThan(mine.getInt("fence")));

        // Then
        as("mig_write").header("Lock-Token", mine.getString("token")).put(lock).then().statusCode(409)
                .body("code", equalTo("lock_lost")).body("detail", containsString("the till of ana hangs"))
                .body("taken_over_by", equalTo("boss"));
        String name = lock.substring(lock.lastIndexOf('/') + 1);
        as("mig_admin").queryParam("action", "lock takeover").queryParam("object", name).get("/api/v1/migration/audit/").then().statusCode(200)
                .body("entries.actor", hasItem("boss"))
                .body("entries[0].detail", containsString("the till of ana hangs"));
    }

    @Test
    void theSameKeyGivesTheSameLock() {
        String key = UUID.randomUUID().toString();
        String first = as("mig_write").header("Idempotency-Key", key).post(lock).then().statusCode(201).extract().path("token");
        as("mig_write").header("Idempotency-Key", key).post(lock).then().statusCode(201).body("token", equalTo(first));
    }
}
