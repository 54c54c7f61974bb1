package io.mudanza.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(NodeDatabase.class)
class TokenAuditTest {

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

    @Test
    void theLifeOfATokenIsWrittenDown() {
        // Given
        JsonPath issued = caller.issues(Map.of("allowed_ips", List.of("192.0.2.7")));
        String id = issued.getString("id");
        // When
        caller.introspects(issued.getString("token"), "192.0.2.7");
        caller.introspects(issued.getString("token"), "198.51.100.1");
        await().until(() -> caller.audit(id).getList("entries").size() == 3);
        caller.revokes(id);
        clock.advance(Duration.ofMinutes(2));
        caller.introspects(issued.getString("token"), "192.0.2.7");
        await().until(() -> caller.audit(id).getList("entries").size() == 5);
        // Then
        JsonPath audit = caller.audit(id);
        assertThat(audit.getList("entries.action", String.class))
                .containsExactly("refused", "revoked", "refused", "used", "created");
        assertThat(audit.getList("entries.outcome", String.class))
                .containsExactly("revoked", "ok", "address_not_allowed", "ok", "ok");
        assertThat(audit.getString("entries[1].actor")).isEqualTo("admin0000001");
        assertThat(audit.getString("entries[2].address")).isEqualTo("198.51.100.1");
    }

    @Test
    void aUseIsWrittenAtFirstAndThenOnceAMinute() {
        // Given
        JsonPath issued = caller.issues(Map.of());
        // When
        for (int minute = 0; minute < 3; minute++) {
            for (int use = 0; use < 5; use++) {
                caller.introspects(issued.getString("token"), "192.0.2.7");
            }
            clock.advance(Duration.ofSeconds(61));
        }
        // Then
        assertThat(caller.audit(issued.getString("id")).getList("entries.action", String.class))
                .containsExactly("used", "used", "used", "created");
    }

    @Test
    void manyAtTheSameMomentAllGetInAndWriteOneUse() throws Exception {
        // Given
        JsonPath issued = caller.issues(Map.of());
        List<Future<Boolean>> answers = new ArrayList<>();
        // When
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                answers.add(callers.submit(
                        () -> caller.introspects(issued.getString("token"), "192.0.2.7").getBoolean("active")));
            }
        }
        // Then
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get()).isTrue();
        }
        assertThat(caller.audit(issued.getString("id")).getList("entries.action", String.class))
                .containsExactly("used", "created");
    }

    @Test
    void theTrailIsReadInPages() {
        // Given
        String id = caller.issues(Map.of()).getString("id");
        caller.revokes(id);
        // When
        JsonPath first = caller.asService().get("/internal/token/tokens/" + id + "/audit?limit=1").then()
                .statusCode(200).extract().jsonPath();
        JsonPath second = caller.asService()
                .get("/internal/token/tokens/" + id + "/audit?limit=9&cursor=" + first.getString("next_cursor"))
                .then().statusCode(200).extract().jsonPath();
        // Then
        assertThat(first.getList("entries.action", String.class)).containsExactly("revoked");
        assertThat(second.getList("entries.action", String.class)).containsExactly("created");
        caller.asService().get("/internal/token/tokens/nosuchtoken0/audit").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE token.audit SET outcome = 'x'", "DELETE FROM token.audit", "TRUNCATE token.audit"})
    void whatIsWrittenStays(String sql) throws SQLException {
        // Given
        caller.issues(Map.of());
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            // When / Then
            assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("append-only");
        }
    }

    @Test
    void theDatabaseHoldsNoSecret() throws SQLException {
        // Given
        String token = caller.issues(Map.of()).getString("token");
        caller.introspects(token, "192.0.2.7");
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            // When
            var rows = statement.executeQuery("SELECT string_agg(t::text, '') FROM token.migration_token t");
            rows.next();
            String everything = rows.getString(1);
            // Then
            assertThat(everything).contains(token.substring(4, 16)).doesNotContain(token.substring(17, 60));
        }
    }
}
