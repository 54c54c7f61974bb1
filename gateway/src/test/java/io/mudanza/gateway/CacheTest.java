package io.mudanza.gateway;

import static io.mudanza.gateway.ApiTest.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;

import io.mudanza.coordination.cache.Cache;
import io.mudanza.coordination.cache.CachePattern;
import io.mudanza.coordination.cache.Caches;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = MortalRedisResource.class, restrictToAnnotatedClass = true)
class CacheTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    Runnable killRedis;
    Runnable startRedis;

    @Inject
    Caches caches;

    @Inject
    RedisDataSource redis;

    private final String key = UUID.randomUUID().toString();

    @AfterEach
    void redisLives() {
        startRedis.run();
        Awaitility.await().ignoreExceptions().until(() -> redis.execute("PING") != null);
    }

    @Test
    void manyWhoAskAtOnceCauseOneLoad() throws Exception {
        // Given
        AtomicInteger loads = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();

        // When
        for (int i = 0; i < 50; i++) {
            threads.add(Thread.startVirtualThread(() -> caches.standard().get(key, LONG, () -> {
                pause(200);
                return "v" + loads.incrementAndGet();
            })));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        // Then
        assertThat(loads).hasValue(1);
        assertThat(caches.standard().get(key, LONG, () -> "other")).isEqualTo("v1");
    }

    @Test
    void aValueReadBeforeAnInvalidationIsNotKeptAfterIt() throws Exception {
        // Given
        AtomicReference<String> truth = new AtomicReference<>("old");
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread slow = Thread.startVirtualThread(() -> caches.standard().get(key, LONG, () -> {
            String value = truth.get();
            read.countDown();
            await(go);
            return value;
        }));
        await(read);

        // When
        truth.set("new");
        caches.standard().delete(key);
        go.countDown();
        slow.join();

        // Then
        assertThat(caches.standard().get(key, LONG, truth::get)).isEqualTo("new");
    }

    @Test
    void aFailedLoadIsToldAndNotKept() {
        assertThatThrownBy(() -> caches.standard().get(key, LONG, () -> {
            throw new IllegalStateException("no");
        })).hasMessage("no");
        assertThat(caches.standard().get(key, LONG, () -> "yes")).isEqualTo("yes");
    }

    @Test
    void aPatternClearsWhatFitsAndNothingElse() {
        // Given
        Cache cache = caches.standard();
        for (int i = 0; i < 1200; i++) {
            cache.get("invoice_" + i, LONG, () -> "x");
        }
        cache.get("dashboard_" + key, LONG, () -> "x");

        // When
        assertThat(cache.clear(new CachePattern("invoice_*"), true)).isEqualTo(1200);
        assertThat(cache.clear(new CachePattern("invoice_?"), false)).isEqualTo(10);
        assertThat(cache.clear(new CachePattern("invoice_*"), false)).isEqualTo(1190);

        // Then
        assertThat(cache.get("invoice_7", LONG, () -> "anew")).isEqualTo("anew");
        assertThat(cache.get("dashboard_" + key, LONG, () -> "anew")).isEqualTo("x");
        cache.clear();
        assertThat(cache.get("dashboard_" + key, LONG, () -> "anew")).isEqualTo("anew");
    }

    @Test
    void withoutRedisValuesAreKeptHereAndNothingOldComesBackWithIt() {
        // Given
        Cache cache = caches.standard();
        assertThat(cache.get(key, LONG, () -> "before")).isEqualTo("before");

        // When
        killRedis.run();
        cache.delete(key);
        assertThat(cache.get(key, LONG, () -> "away")).isEqualTo("away");
        assertThat(cache.get(key, LONG, () -> "not loaded again")).isEqualTo("away");
        startRedis.run();

        // Then
        Awaitility.await().untilAsserted(() ->
                assertThat(cache.get(key, LONG, () -> "back")).isEqualTo("back"));
        assertThat(cache.get(key, LONG, () -> "once more")).isEqualTo("back");
    }

    @Test
    void anInvalidationThatRedisMissedIsMadeUpFor() {
        // Given
        Cache cache = caches.standard();
        cache.get(key, LONG, () -> "before");
        redis.execute("CLIENT", "PAUSE", "3500", "ALL");

        // When
        cache.delete(key);
        Awaitility.await().ignoreExceptions().until(() -> redis.execute("PING") != null);

        // Then
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() ->
                assertThat(cache.get(key, LONG, () -> "after")).isEqualTo("after"));
        assertThat(cache.get(key, LONG, () -> "never")).isEqualTo("after");
    }

    @Test
    void anAdministratorClears() {
        String path = "/api/v1/migration/cache/clear/";
        caches.standard().clear();
        as("mig_read").get("/api/v1/migration/dashboard/").then().statusCode(200).body("jobs", greaterThanOrEqualTo(0));
        as("mig_admin").body("{\"dashboard\":true,\"dry_run\":true}").post(path).then().statusCode(200)
                .body("dry_run", equalTo(true)).body("namespaces.find { it.namespace == 'default' }.keys", equalTo(1));
        as("mig_admin").body("{\"all\":true}").post(path).then().statusCode(200)
                .body("namespaces.namespace", hasItem("locks")).body("namespaces.database", hasItem(2));
        as("mig_admin").body("{\"dashboard\":true}").post(path).then().statusCode(200)
                .body("namespaces.find { it.namespace == 'default' }.keys", equalTo(0));
        as("mig_admin").body("{\"locks\":true,\"all\":true}").post(path).then().statusCode(422);
        as("mig_admin").body("{}").post(path).then().statusCode(422);
        as("mig_admin").body("{\"pattern\":\"[a\"}").post(path).then().statusCode(422);
        as("mig_write").body("{\"all\":true}").post(path).then().statusCode(403);
    }

    @Test
    void figuresChangeAtOnceWhenAJobDoes() {
        int before = as("mig_read").get("/api/v1/migration/dashboard/").then().statusCode(200).extract().path("jobs");
        as("mig_read").body("").post("/api/v1/migration/export/").then().statusCode(202);
        as("mig_read").get("/api/v1/migration/dashboard/").then().body("jobs", equalTo(before + 1))
                .body("running.direction", hasItem("export"));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
