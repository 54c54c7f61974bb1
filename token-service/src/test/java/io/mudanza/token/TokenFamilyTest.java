package io.mudanza.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(NodeDatabase.class)
class TokenFamilyTest {

    private static final String ADDRESS = "192.0.2.7";

    @Inject
    Caller caller;
    @Inject
    SettableClock clock;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private ValidatableResponse asks(String actor, Map<String, ?> fields) {
        Map<String, Object> body = new HashMap<>(Map.of("description", "child", "permissions", "read"));
        body.putAll(fields);
        return caller.as(actor).body(body).post("/internal/token/tokens").then();
    }

    private JsonPath child(String actor, Map<String, ?> fields) {
        return asks(actor, fields).statusCode(201).extract().jsonPath();
    }

    @Test
    void revokingAParentRevokesItsChildrenAndTheirs() {
        // Given
        JsonPath parent = caller.issues(Map.of("permissions", "admin"));
        JsonPath child = child(parent.getString("id"), Map.of("permissions", "admin"));
        JsonPath grandchild = child(child.getString("id"), Map.of());
        JsonPath stranger = caller.issues(Map.of());
        // When
        caller.revokes(parent.getString("id")).statusCode(204);
        // Then
        assertThat(List.of(parent, child, grandchild)).allSatisfy(gone ->
                assertThat(caller.introspects(gone.getString("token"), ADDRESS).getBoolean("active")).isFalse());
        assertThat(caller.introspects(stranger.getString("token"), ADDRESS).getBoolean("active")).isTrue();
        assertThat(caller.audit(grandchild.getString("id")).getString("entries.find { it.action == 'revoked' }.detail"))
                .isEqualTo("with " + parent.getString("id"));
    }

    @ParameterizedTest
    @DisplayName("B69 a child never exceeds its parent")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
        "{\"permissions\":\"write\"}|permissions",
        "{\"permissions\":\"admin\"}|permissions",
        "{\"expires_in\":\"3h\"}|expires_in",
        "{\"allowed_ips\":[\"192.0.0.0/16\"]}|allowed_ips",
        "{\"allowed_ips\":[\"2001:db8::/32\"]}|allowed_ips",
        "{\"allowed_domains\":[\"other.cl\"]}|allowed_domains",
        "{\"scope\":{\"tables\":[\"public.*\"]}}|scope",
        "{\"scope\":{\"tables\":[\"billing.a\",\"public.secrets\"]}}|scope",
        "{\"scope\":{\"media\":\"\"}}|scope",
        "{\"scope\":{\"media\":\"avatars2\"}}|scope",
        "{\"scope\":{\"job\":\"01890a5d-ac96-774b-bcce-b302099a8057\"}}|scope",
    })
    void aChildThatExceedsItsParentIsRefused(String fields, String named) {
        // Given
        String admin = caller.issues(Map.of("permissions", "admin")).getString("id");
        String parent = child(admin, Map.of("expires_in", "2h", "allowed_ips", List.of("192.0.2.0/24"),
                "allowed_domains", List.of("prop.cl"),
                "scope", Map.of("tables", List.of("public.users", "billing.*"), "media", "avatars"))).getString("id");
        Map<String, Object> wanted = new HashMap<>(JsonPath.from(fields).getMap("$"));
        wanted.put("parent", parent);
        // When / Then
        asks(admin, wanted).statusCode(422).body("detail", containsString(named));
    }

    @Test
    void aChildInheritsWhatItDoesNotSay() {
        // Given
        String admin = caller.issues(Map.of("permissions", "admin")).getString("id");
        String parent = child(admin, Map.of("expires_in", "2h", "allowed_ips", List.of("192.0.2.0/24"),
                "scope", Map.of("tables", List.of("public.users")))).getString("id");
        // When
        JsonPath child = child(admin, Map.of("parent", parent, "single_use", true));
        // Then
        JsonPath shown = caller.asService().get("/internal/token/tokens/" + child.getString("id")).jsonPath();
        assertThat(shown.getString("parent")).isEqualTo(parent);
        assertThat(shown.getList("allowed_ips", String.class)).containsExactly("192.0.2.0/24");
        assertThat(shown.getList("scope.tables", String.class)).containsExactly("public.users");
        assertThat(caller.introspects(child.getString("token"), "198.51.100.1").getBoolean("active")).isFalse();
        asks(admin, Map.of("parent", child.getString("id"))).statusCode(422);
    }

    @Test
    void aChildOfAnAdminCannotNameAParentAboveItself() {
        // Given
        String admin = caller.issues(Map.of("permissions", "admin")).getString("id");
        String bound = child(admin, Map.of("permissions", "admin", "allowed_ips", List.of("192.0.2.7"))).getString("id");
        // When / Then
        asks(bound, Map.of("parent", admin)).statusCode(403);
        asks(bound, Map.of("parent", bound)).statusCode(201);
        asks(admin, Map.of("parent", "nosuchtoken0")).statusCode(422);
    }

    @Test
    void aRotatedTokenHasNoGapAndNoLongerOverlapThanStated() {
        // Given
        JsonPath old = caller.issues(Map.of("scope", Map.of("tables", List.of("public.users"))));
        String path = "/internal/token/tokens/" + old.getString("id") + "/rotate";
        // When
        JsonPath fresh = caller.asService().body(Map.of("overlap", "10m")).post(path).then().statusCode(200)
                .extract().jsonPath();
        // Then
        assertThat(fresh.getString("id")).isEqualTo(old.getString("id"));
        assertThat(fresh.getString("token")).isNotEqualTo(old.getString("token"));
        assertThat(caller.introspects(old.getString("token"), ADDRESS).getBoolean("active")).isTrue();
        assertThat(caller.introspects(fresh.getString("token"), ADDRESS).getList("scope.tables", String.class))
                .containsExactly("public.users");
        clock.advance(Duration.ofMinutes(11));
        assertThat(caller.introspects(old.getString("token"), ADDRESS).getBoolean("active")).isFalse();
        assertThat(caller.introspects(fresh.getString("token"), ADDRESS).getBoolean("active")).isTrue();
        caller.revokes(old.getString("id"));
        assertThat(caller.introspects(fresh.getString("token"), ADDRESS).getBoolean("active")).isFalse();
        caller.asService().body(Map.of()).post(path).then().statusCode(422);
        caller.asService().body(Map.of("overlap", "25h")).post(path).then().statusCode(422);
    }

    @Test
    @DisplayName("B68 only the address counts, in whatever form it is written")
    void anAddressCountsInEveryForm() {
        // Given
        String token = caller.issues(Map.of("allowed_ips", List.of("192.0.2.0/24", "::ffff:198.51.100.7")))
                .getString("token");
        // When / Then
        assertThat(caller.introspects(token, "::ffff:192.0.2.9").getBoolean("active")).isTrue();
        assertThat(caller.introspects(token, "198.51.100.7").getBoolean("active")).isTrue();
        assertThat(caller.introspects(token, "::ffff:203.0.113.1").getBoolean("active")).isFalse();
        assertThat(caller.introspects(token, "::192.0.2.9").getBoolean("active")).isFalse();
        assertThat(caller.introspects(token, "192.0.2.9, 203.0.113.1").getBoolean("active")).isFalse();
    }
}
