package io.mudanza.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(NodeDatabase.class)
class TokenUseTest {

    private static final String ADDRESS = "192.0.2.7";

    @Inject
    Caller caller;
    @Inject
    SettableClock clock;
    @Inject
    @DataSource("token")
    AgroalDataSource database;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private int opens(String id, String key, UUID job) {
        return caller.asService().body(Map.of("key", key, "job_id", job, "address", ADDRESS))
                .post("/internal/token/tokens/" + id + "/sessions").statusCode();
    }

    @Test
    @DisplayName("B66 a hundred openings at the same moment get exactly one session")
    void aHundredAtOnceGetOne() throws Exception {
        // Given
        String id = caller.issues(Map.of("single_use", true)).getString("id");
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(100)) {
            for (int i = 0; i < 100; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return opens(id, UUID.randomUUID().toString(), UUID.randomUUID());
                }));
            }
            start.countDown();
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        // Then
        assertThat(Collections.frequency(statuses, 204)).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 401)).isEqualTo(99);
        assertThat(caller.audit(id).getList("entries.action", String.class))
                .contains("opened").filteredOn("refused"::equals).hasSize(99);
    }

    @Test
    @DisplayName("B66 the same opening within a minute gets the same session, after it none")
    void aLostAnswerIsGivenAgain() {
        // Given
        JsonPath issued = caller.issues(Map.of("single_use", true));
        String id = issued.getString("id");
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        // When
        assertThat(opens(id, "export:k", first)).isEqualTo(204);
        assertThat(opens(id, "export:k", second)).isEqualTo(204);
        assertThat(opens(id, "export:other", UUID.randomUUID())).isEqualTo(401);
        clock.advance(Duration.ofSeconds(61));
        assertThat(opens(id, "export:k", UUID.randomUUID())).isEqualTo(401);
        // Then
        JsonPath answer = caller.introspects(issued.getString("token"), ADDRESS);
        assertThat(answer.getBoolean("active")).isTrue();
        assertThat(answer.getBoolean("limited")).isTrue();
        assertThat(answer.getList("sessions", String.class)).containsExactly(second.toString());
    }

    @Test
    void usesAreCountedAndShown() {
        // Given
        String id = caller.issues(Map.of("max_uses", 2)).getString("id");
        UUID job = UUID.randomUUID();
        // When
        opens(id, "a", job);
        int joined = caller.asService().body(Map.of("key", "j", "job_id", UUID.randomUUID(), "of_job", job))
                .post("/internal/token/tokens/" + id + "/sessions").statusCode();
        int stranger = caller.asService()
                .body(Map.of("key", "k", "job_id", UUID.randomUUID(), "of_job", UUID.randomUUID()))
                .post("/internal/token/tokens/" + id + "/sessions").statusCode();
        opens(id, "b", UUID.randomUUID());
        // Then
        JsonPath shown = caller.asService().get("/internal/token/tokens/" + id).jsonPath();
        assertThat(joined).isEqualTo(204);
        assertThat(stranger).isEqualTo(403);
        assertThat(shown.getInt("uses")).isEqualTo(2);
        assertThat(shown.getString("status")).isEqualTo("used_up");
        assertThat(opens(id, "c", UUID.randomUUID())).isEqualTo(401);
    }

    @Test
    @DisplayName("B72 what the database says is used stays used: the limit stands in the table, no Redis is asked")
    void theDatabaseItselfKeepsTheLimit() throws SQLException {
        // Given
        String id = caller.issues(Map.of("single_use", true)).getString("id");
        opens(id, "a", UUID.randomUUID());
        // When / Then
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(
                    "UPDATE token.migration_token SET uses = uses + 1 WHERE id = '" + id + "'"))
                    .hasMessageContaining("never_used_too_often");
        }
        assertThatThrownBy(() -> Class.forName("io.quarkus.redis.datasource.RedisDataSource"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void anExpiredAndARevokedTokenOpenNothing() {
        // Given
        String revoked = caller.issues(Map.of("max_uses", 5)).getString("id");
        String expired = caller.issues(Map.of("max_uses", 5, "expires_in", "30m")).getString("id");
        // When
        caller.revokes(revoked);
        clock.advance(Duration.ofMinutes(31));
        // Then
        assertThat(opens(revoked, "a", UUID.randomUUID())).isEqualTo(401);
        assertThat(opens(expired, "a", UUID.randomUUID())).isEqualTo(401);
        assertThat(opens("nosuchtoken0", "a", UUID.randomUUID())).isEqualTo(401);
    }
}
