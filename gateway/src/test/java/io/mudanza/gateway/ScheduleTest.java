package io.mudanza.gateway;

import static io.mudanza.gateway.ApiTest.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.mudanza.gateway.schedules.ScheduleClock;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(NodeResource.class)
class ScheduleTest {
    private static final String BASE = "/api/v1/migration/schedules/";

    @Inject
    @DataSource("gateway")
    AgroalDataSource dataSource;

    @Inject
    ScheduleClock clock;

    private PlayedWorkers workers;

    @BeforeEach
    void hire() {
        workers = new PlayedWorkers();
    }

    @AfterEach
    void leaveNothing() throws Exception {
        run("DELETE FROM gateway.schedule");
        workers.close();
    }

    private void run(String sql) throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void add(String json) {
        as("mig_admin").body(json).post(BASE).then().statusCode(201);
    }

    private String runNow(String name) {
        return as("mig_admin").body("{}").post(BASE + name + "/run/").then().statusCode(202).extract().path("job_id");
    }

    private void end(String job) {
        workers.complete(job, "export", Map.of("rows", 3));
        await().untilAsserted(() -> as("mig_read").get("/api/v1/migration/jobs/" + job + "/").then()
                .body("status", equalTo("completed")));
    }

    private static List<String> kept(String name) {
        return as("mig_admin").get(BASE + name + "/").then().extract().path("exports.job_id");
    }

    @Test
    void isAddedListedAndRemovedByAdministratorsOnly() {
        // When
        as("mig_admin").body("{\"name\":\"nightly\",\"cron\":\"0 3 * * *\",\"time_zone\":\"America/Santiago\","
                        + "\"include_media\":true,\"keep\":2}").post(BASE).then()
                .statusCode(201)
                .header("Location", containsString("/schedules/"))
                .body("name", equalTo("nightly")).body("keep", equalTo(2)).body("keep_days", nullValue())
                .body("include_media", equalTo(true)).body("last_run", nullValue()).body("created_by", equalTo("boss"));
        add("{\"cron\":\"*/5 * * * *\",\"keep_days\":30}");

        // Then
        as("mig_admin").get(BASE).then().statusCode(200).body("schedules", hasSize(2))
                .body("schedules[1].name", equalTo("nightly"))
                .body("schedules[0].keep_days", equalTo(30)).body("schedules[0].time_zone", equalTo("UTC"))
                .body("schedules[0].next_run_at", notNullValue());
        for (String token : List.of("mig_read", "mig_write")) {
            as(token).get(BASE).then().statusCode(403);
            as(token).body("{\"cron\":\"0 3 * * *\"}").post(BASE).then().statusCode(403);
            as(token).delete(BASE + "nightly/").then().statusCode(403);
            as(token).post(BASE + "nightly/run/").then().statusCode(403);
        }
        as("mig_admin").body("{\"cron\":\"0 3 * * *\",\"name\":\"nightly\"}").post(BASE).then().statusCode(422)
                .body("detail", containsString("nightly"));
        as("mig_admin").delete(BASE + "nightly/").then().statusCode(204);
        as("mig_admin").get(BASE + "nightly/").then().statusCode(404).body("code", equalTo("not_found"));
    }

    @Test
    void refusesWhatIsNoSchedule() {
        for (String wrong : List.of("{}", "{\"cron\":\"every day\"}", "{\"cron\":\"0 3 31 2 *\"}",
                "{\"cron\":\"0 3 * * *\",\"keep\":0}", "{\"cron\":\"0 3 * * *\",\"keep\":1,\"keep_days\":1}",
                "{\"cron\":\"0 3 * * *\",\"keep_days\":4000}", "{\"cron\":\"0 3 * * *\",\"time_zone\":\"Mars\"}",
                "{\"cron\":\"0 3 * * *\",\"name\":\"../x\"}", "{\"cron\":\"0 3 * * *\",\"kep\":1}")) {
            as("mig_admin").body(wrong).post(BASE).then().statusCode(422).body("code", equalTo("invalid_request"));
        }
    }

    @Test
    void missedRunsAreMadeUpForOnceAndTheNextIsInTheFuture() throws Exception {
        // Given: the node was away for a week
        add("{\"name\":\"late\",\"cron\":\"0 * * * *\"}");
        run("UPDATE gateway.schedule SET next_run_at = now() - interval '7 days'");

        // When
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("mig_admin").get(BASE + "late/").then()
                .body("last_run.job_id", notNullValue()));
        String job = as("mig_admin").get(BASE + "late/").then().extract().path("last_run.job_id");
        end(job);

        // Then
        var seen = as("mig_admin").get(BASE + "late/").then()
                .body("exports", hasSize(1)).body("last_run.status", equalTo("completed"))
                .body("last_run.by_hand", equalTo(false)).extract();
        assertThat(Instant.parse(seen.path("next_run_at"))).isAfter(Instant.now());
        assertThat(Instant.parse(seen.path("last_run.planned_at"))).isBefore(Instant.now().minus(Duration.ofDays(6)));
    }

    @Test
    void oneRunAtATimeAndTheOneThatIsLeftOutIsTold() throws Exception {
        // Given
        add("{\"name\":\"slow\",\"cron\":\"0 3 * * *\"}");
        String job = runNow("slow");

        // When
        as("mig_admin").body("{}").post(BASE + "slow/run/").then().statusCode(409).body("detail", containsString(job));
        run("UPDATE gateway.schedule SET next_run_at = now() - interval '1 second'");

        // Then
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("mig_admin").get(BASE + "slow/").then()
                .body("last_skip", containsString(job)).body("last_run.job_id", equalTo(job)));
        end(job);
        end(runNow("slow"));
        as("mig_admin").get(BASE + "slow/").then().body("last_skip", nullValue()).body("exports", hasSize(2));
    }

    @Test
    void theOldestBeyondTheNumberGoAndTheLastGoodOneStays() throws Exception {
        // Given
        add("{\"name\":\"two\",\"cron\":\"0 3 * * *\",\"keep\":2}");
        add("{\"name\":\"days\",\"cron\":\"0 3 * * *\",\"keep_days\":1}");
        String first = runNow("two");
        end(first);
        String second = runNow("two");
        end(second);
        String third = runNow("two");
        end(third);
        String failed = runNow("two");
        workers.fail(workers.command(failed, "export"), "source_rights_missing", "no");
        String old = runNow("days");
        end(old);
        run("UPDATE gateway.schedule_run SET begun_at = now() - interval '40 days' WHERE job_id = '" + old + "'");

        // When
        await().untilAsserted(() -> as("mig_admin").get(BASE + "two/").then()
                .body("last_run.status", equalTo("failed")).body("last_run.code", equalTo("source_rights_missing")));
        clock.removeOutdated();

        // Then: the stub of the export-service knows none of them, which is as good as removed
        assertThat(kept("two")).containsExactly(third, second);
        assertThat(kept("days")).containsExactly(old);
    }
}
