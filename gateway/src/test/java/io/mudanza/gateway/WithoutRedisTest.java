package io.mudanza.gateway;

import static io.mudanza.gateway.ApiTest.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.mudanza.coordination.cache.Caches;
import io.mudanza.coordination.locks.LockBusyException;
import io.mudanza.coordination.locks.Locked;
import io.mudanza.coordination.locks.Locks;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** {@code REDIS_ENABLED=false}, and no Redis anywhere near. */
@QuarkusTest
@QuarkusTestResource(NodeResource.class)
@TestProfile(WithoutRedisTest.NoRedis.class)
class WithoutRedisTest {
    @Inject
    Locks locks;

    @Inject
    Caches caches;

    @Inject
    Till till;

    /** Switched off as somebody does who runs a node; the addresses lead nowhere. */
    public static class NoRedis implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("REDIS_ENABLED", "False", "mudanza.redis.locks-url", "redis://127.0.0.1:1/1",
                    "mudanza.gateway.allow-http", "true", "mudanza.verify-ssl", "false");
        }
    }

    /** An application's service. */
    @ApplicationScoped
    static class Till {
        @Inject
        Locks locks;

        @Locked("invoice_payment_{invoiceId}")
        @Transactional
        public String pay(int invoiceId) {
            assertThatThrownBy(() -> locks.acquire("invoice_payment_" + invoiceId, Duration.ofSeconds(30)))
                    .isInstanceOf(LockBusyException.class);
            return "paid " + invoiceId;
        }
    }

    @Test
    void locksStandOnPostgresAlone() {
        String lock = "/api/v1/locks/" + UUID.randomUUID();
        String token = as("mig_write").post(lock).then().statusCode(201).extract().path("token");
        as("mig_admin").post(lock).then().statusCode(409);
        as("mig_write").header("Lock-Token", token).put(lock).then().statusCode(200);
        as("mig_write").header("Lock-Token", token).delete(lock).then().statusCode(204);
    }

    @Test
    void aMethodRunsUnderItsLockAndAroundItsTransaction() {
        assertThat(till.pay(7)).isEqualTo("paid 7");
        assertThat(till.pay(7)).isEqualTo("paid 7");
        try (var lock = locks.acquire("invoice_payment_8", Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> till.pay(8)).isInstanceOf(LockBusyException.class);
            assertThat(lock.fence()).isPositive();
        }
    }

    @Test
    void valuesAreKeptInThisProcess() {
        String key = UUID.randomUUID().toString();
        assertThat(caches.standard().get(key, Duration.ofMinutes(1), () -> "a")).isEqualTo("a");
        assertThat(caches.standard().get(key, Duration.ofMinutes(1), () -> "b")).isEqualTo("a");
        as("mig_admin").body("{\"pattern\":\"" + key.substring(0, 8) + "*\"}").post("/api/v1/migration/cache/clear").then()
                .statusCode(200).body("namespaces.find { it.namespace == 'default' }.keys", equalTo(1));
        assertThat(caches.standard().get(key, Duration.ofMinutes(1), () -> "c")).isEqualTo("c");
        as("mig_admin").body("{\"all\":true}").post("/api/v1/migration/cache/clear").then().statusCode(200);
    }

    @Test
    void healthSaysSoAndSaysLoudlyWhatIsOpen() {
        given().get("/api/health/").then().statusCode(200).body("status", equalTo("UP"))
                .body("cache_backend", equalTo("memory")).body("verify_ssl", equalTo(false))
                .body("warnings", hasItem(containsString("VERIFY_SSL IS FALSE")))
                .body("response_ms.keySet()", hasItems("database", "kafka"))
                .body(not(containsString("jdbc:"))).body(not(containsString("password")));
    }

    @Test
    void theCheckTellsEverySectionAndWhatToDo() {
        as("mig_read").get("/api/v1/migration/infrastructure/").then().statusCode(403);
        as("mig_admin").get("/api/v1/migration/infrastructure/").then().statusCode(200)
                .body("verify_ssl", equalTo(false))
                .body("sections.section", hasItems("node_database", "redis", "kafka", "services", "certificates",
                        "gateway_memory", "platform_database"))
                .body("sections.find { it.section == 'redis' }.health", equalTo("ok"))
                .body("sections.find { it.section == 'redis' }.findings[0].value", containsString("switched off"))
                .body("sections.find { it.section == 'node_database' }.findings.name", hasItems("connect", "version", "wal_level",
                        "free_connections", "long_transactions", "extensions", "clock", "rights"))
                .body("sections.find { it.section == 'platform_database' }.health", equalTo("failed"))
                .body("sections.findings.flatten().findAll { it.health != 'ok' }.action", everyItem(not(equalTo(null))))
                .body("health", equalTo("failed"));
    }
}
