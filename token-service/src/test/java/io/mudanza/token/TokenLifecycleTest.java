package io.mudanza.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mudanza.token.secret.TokenText;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(NodeDatabase.class)
class TokenLifecycleTest {

    private static final String ADDRESS = "192.0.2.7";

    @Inject
    Caller caller;

    @Inject
    SettableClock clock;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @ParameterizedTest
    @CsvSource({"read,read", "write,write", "read_write,read+write", "admin,read+write+admin"})
    void aTokenGivesTheRolesOfItsPermission(String permission, String roles) {
        // Given
        JsonPath issued = caller.issues(Map.of("permissions", permission));
        // When
        JsonPath answer = caller.introspects(issued.getString("token"), ADDRESS);
        // Then
        assertThat(answer.getBoolean("active")).isTrue();
        assertThat(answer.getString("id")).isEqualTo(issued.getString("id"));
        assertThat(answer.getString("description")).isEqualTo("Migración");
        assertThat(answer.getList("permissions", String.class)).containsExactly(roles.split("\\+"));
    }

    @Test
    void aTokenLivesForADayUnlessAskedOtherwise() {
        // When
        JsonPath issued = caller.issues(Map.of());
        // Then
        assertThat(Duration.between(clock.now(), Instant.parse(issued.getString("expires_at"))))
                .isBetween(Duration.ofHours(24).minusMinutes(1), Duration.ofHours(24));
    }

    @ParameterizedTest
    @CsvSource({"30m,29,31", "24h,1439,1441", "7d,10079,10081"})
    void aTokenExpiresWhenItWasAskedTo(String expiresIn, long stillAfter, long goneAfter) {
        // Given
        String token = caller.issues(Map.of("expires_in", expiresIn)).getString("token");
        // When
        clock.advance(Duration.ofMinutes(stillAfter));
        boolean before = caller.introspects(token, ADDRESS).getBoolean("active");
        clock.advance(Duration.ofMinutes(goneAfter - stillAfter));
        JsonPath after = caller.introspects(token, ADDRESS);
        // Then
        assertThat(before).isTrue();
        assertThat(after.getBoolean("active")).isFalse();
        assertThat(after.getString("code")).isEqualTo("token_invalid");
    }

    @Test
    void aWrongSecretAnUnknownIdAndAnAlteredChecksumGetTheSameAnswer() {
        // Given
        String token = caller.issues(Map.of()).getString("token");
        String other = caller.issues(Map.of()).getString("token");
        String wrongSecret = TokenText.parse(token)
                .map(text -> new TokenText(text.id(),
                        TokenText.parse(other).orElseThrow().secret()))
                .orElseThrow().written();
        String unknown = TokenText.random(new SecureRandom()).written();
        String altered = token.substring(0, 66) + (token.endsWith("0") ? "1" : "0");
        // When / Then
        Map<String, Object> expected =
                Map.of("active", false, "code", "token_invalid", "detail", "Token inválido o expirado");
        assertThat(List.of(wrongSecret, unknown, altered, "", "nonsense")).allSatisfy(bad ->
                assertThat(caller.introspects(bad, ADDRESS).<Map<String, Object>>get("$")).isEqualTo(expected));
        assertThat(caller.introspects(token, ADDRESS).getBoolean("active")).isTrue();
    }

    @Test
    void aRevokedTokenIsOutAtOnce() {
        // Given
        JsonPath issued = caller.issues(Map.of());
        assertThat(caller.introspects(issued.getString("token"), ADDRESS).getBoolean("active")).isTrue();
        // When
        caller.revokes(issued.getString("id")).statusCode(204);
        // Then
        assertThat(caller.introspects(issued.getString("token"), ADDRESS).getBoolean("active")).isFalse();
        caller.revokes(issued.getString("id")).statusCode(204);
        caller.revokes("nosuchtoken0").statusCode(404).body("code", equalTo("not_found"));
        caller.asService().get("/internal/token/tokens/" + issued.getString("id")).then()
                .statusCode(200).body("status", equalTo("revoked"));
    }

    @Test
    void aTokenWithRangesIsGoodOnlyWithinThem() {
        // Given
        String token = caller.issues(Map.of("allowed_ips", List.of("192.0.2.0/24", "2001:db8::/32")))
                .getString("token");
        // When / Then
        assertThat(caller.introspects(token, "192.0.2.200").getBoolean("active")).isTrue();
        assertThat(caller.introspects(token, "2001:db8::5").getBoolean("active")).isTrue();
        assertThat(caller.introspects(token, "198.51.100.1").getString("code")).isEqualTo("permission_denied");
        assertThat(caller.introspects(token, "not-an-address").getBoolean("active")).isFalse();
    }

    @Test
    void theListPagesThroughAllAndShowsNoSecret() {
        // Given
        List<String> issued = List.of(caller.issues(Map.of()).getString("token"),
                caller.issues(Map.of("scope", Map.of("tables", List.of("public.users")), "allowed_domains",
                        List.of("prop.cl"))).getString("token"),
                caller.issues(Map.of()).getString("token"));
        // When
        String first = caller.asService().get("/internal/token/tokens?limit=2").then().statusCode(200)
                .extract().asString();
        String cursor = JsonPath.from(first).getString("next_cursor");
        String second = caller.asService().get("/internal/token/tokens?limit=500&cursor=" + cursor).then()
                .statusCode(200).extract().asString();
        // Then
        String all = first + second;
        assertThat(issued).allSatisfy(token -> {
            assertThat(all).contains(token.substring(4, 16));
            assertThat(all).doesNotContain(token.substring(17, 60));
        });
        assertThat(JsonPath.from(first).getList("tokens[1].scope.tables", String.class)).containsExactly("public.users");
        assertThat(JsonPath.from(second).getString("next_cursor")).isNull();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\u0001', delimiter = '|', value = {
        "{\"permissions\":\"read\"}|422|description",
        "{\"description\":\"a\\nb\",\"permissions\":\"read\"}|422|description",
        "{\"description\":\"d\",\"permissions\":\"root\"}|422|permissions",
        "{\"description\":\"d\",\"permissions\":\"read\",\"expires_in\":\"1y\"}|422|expires_in",
        "{\"description\":\"d\",\"permissions\":\"read\",\"expires_in\":\"8d\"}|422|at most 168h",
        "{\"description\":\"d\",\"permissions\":\"read\",\"expires_in\":\"0h\"}|422|expires_in",
        "{\"description\":\"d\",\"permissions\":\"read\",\"allowed_ips\":[\"10.0.0.1/8\"]}|422|allowed_ips",
        "{\"description\":\"d\",\"permissions\":\"read\",\"allowed_ips\":[null]}|422|allowed_ips",
        "{\"description\":\"d\",\"permissions\":\"read\",\"allowed_domains\":[\"https://prop.cl\"]}|422|allowed_domains",
        "{\"description\":\"d\",\"permissions\":\"read\",\"scope\":\"all\"}|422|scope",
        "{\"description\":\"d\",\"permissions\":\"read\",\"alowed_ips\":[\"10.0.0.1\"]}|422|alowed_ips",
        "{\"description\":\"d\",\"permissions\":\"read\",\"single_use\":true,\"max_uses\":2}|422|single_use",
        "{\"description\":\"d\",\"permissions\":\"read\",\"max_uses\":0}|422|max_uses",
    })
    void aRequestThatIsNotGoodIsRefusedWithTheReason(String body, int status, String named) {
        // When
        String detail = caller.asService().body(body).post("/internal/token/tokens").then()
                .statusCode(status).contentType("application/problem+json").extract().jsonPath().getString("detail");
        // Then
        assertThat(detail).contains(named);
    }
}
