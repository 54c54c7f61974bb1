package io.mudanza.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.mudanza.identity.ActiveToken;
import io.mudanza.identity.TokenIntrospection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(NodeDatabase.class)
class InternalJwtTest {

    private static final String SERVICE_JWT = "/internal/token/service-jwt";
    private static final String TOKENS = "/internal/token/tokens";

    @Inject
    Caller caller;

    @Inject
    TokenIntrospection introspection;

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdee"})
    void withoutTheNodesSecretThereIsNoJwt(String secret) {
        // When / Then
        given().contentType(ContentType.JSON).header("X-Mudanza-Node-Secret", secret)
                .body(Map.of("service", "exporting", "audience", "token", "job", "none")).post(SERVICE_JWT).then()
                .statusCode(401).body("code", equalTo("token_invalid"));
        given().contentType(ContentType.JSON).body(Map.of("service", "exporting", "audience", "token", "job", "none")).post(SERVICE_JWT).then()
                .statusCode(401);
    }

    @Test
    void theNodesSecretGivesAJwtOfFiveMinutes() {
        // When
        JsonPath answer = serviceJwt("exporting");
        // Then
        JsonPath claims = claims(answer.getString("access_token"));
        assertThat(answer.getLong("expires_in")).isEqualTo(300);
        assertThat(claims.getString("iss")).isEqualTo("mudanza");
        assertThat(claims.getString("sub")).isEqualTo("exporting");
        assertThat(claims.getString("aud")).isEqualTo("mudanza-token");
        assertThat(claims.getList("groups", String.class)).containsExactly("internal");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(300);
        given().header("Authorization", "Bearer " + answer.getString("access_token")).get(TOKENS).then()
                .statusCode(200);
    }

    @Test
    void aServiceNameThatIsNoneIsRefused() {
        // When / Then
        given().contentType(ContentType.JSON).header("X-Mudanza-Node-Secret", NodeDatabase.SECRET)
                .body(Map.of("service", "../admin", "audience", "token", "job", "none")).post(SERVICE_JWT).then().statusCode(422);
    }

    @Test
    void withoutAJwtNothingInternalIsOpen() {
        // When / Then
        given().get(TOKENS).then().statusCode(401);
        given().contentType(ContentType.JSON).body("{}").post("/internal/token/introspect").then().statusCode(401);
        given().contentType(ContentType.JSON).body("{}").post(TOKENS + "/session").then().statusCode(401);
        given().header("Authorization", "Bearer nonsense").get(TOKENS).then().statusCode(401);
    }

    @Test
    void aMigrationTokenIsNoInternalJwt() {
        // Given
        String token = caller.issues(Map.of("permissions", "admin")).getString("token");
        // When / Then
        given().header("Authorization", "Bearer " + token).get(TOKENS).then().statusCode(401);
    }

    @Test
    void aJwtOfAForeignKeyOrWithoutSignatureIsRefused() throws Exception {
        // Given
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair foreign = generator.generateKeyPair();
        String kid = given().get("/internal/token/jwks").jsonPath().getString("keys[0].kid");
        String forged = Jwt.issuer("mudanza").subject("exporting").audience("mudanza-token")
                .groups(Set.of("internal")).expiresIn(60).jws().algorithm(SignatureAlgorithm.ES256).keyId(kid)
                .sign(foreign.getPrivate());
        String none = base64("{\"alg\":\"none\"}") + "." + forged.split("\\.")[1] + ".";
        // When / Then
        given().header("Authorization", "Bearer " + forged).get(TOKENS).then().statusCode(401);
        given().header("Authorization", "Bearer " + none).get(TOKENS).then().statusCode(401);
    }

    @Test
    void aSessionCarriesThePermissionsAndOpensNoInternalDoor() {
        // Given
        JsonPath issued = caller.issues(Map.of("permissions", "read_write"));
        // When
        JsonPath session = caller.asService()
                .body(Map.of("token", issued.getString("token"), "address", "192.0.2.7"))
                .post(TOKENS + "/session").then().statusCode(200).extract().jsonPath();
        // Then
        JsonPath claims = claims(session.getString("access_token"));
        assertThat(claims.getString("aud")).isEqualTo("mudanza-requests");
        assertThat(claims.getString("sub")).isEqualTo(issued.getString("id"));
        assertThat(claims.getList("groups", String.class)).containsExactlyInAnyOrder("read", "write");
        assertThat(session.getLong("expires_in")).isBetween(1L, 300L);
        given().header("Authorization", "Bearer " + session.getString("access_token")).get(TOKENS).then()
                .statusCode(401);
    }

    @Test
    void aRevokedTokenOpensNoSession() {
        // Given
        JsonPath issued = caller.issues(Map.of());
        caller.revokes(issued.getString("id"));
        // When / Then
        caller.asService().body(Map.of("token", issued.getString("token"), "address", "192.0.2.7"))
                .post(TOKENS + "/session").then().statusCode(401).body("code", equalTo("token_invalid"));
    }

    @Test
    void thePublicKeysShowNoPrivatePart() {
        // When / Then
        String body = given().get("/internal/token/jwks").then().statusCode(200)
                .body("keys", hasSize(1)).body("keys[0].alg", equalTo("ES256")).extract().asString();
        assertThat(body).doesNotContain("\"d\"");
    }

    @Test
    void theGatewaysClientReadsATokenAndSeesItsEnd() {
        // Given
        JsonPath issued = caller.issues(Map.of("permissions", "read"));
        // When
        ActiveToken active = introspection.introspect(issued.getString("token"), "192.0.2.7").orElseThrow();
        caller.revokes(issued.getString("id"));
        // Then
        assertThat(active.permissions()).containsExactly("read");
        await().untilAsserted(() ->
                assertThat(introspection.introspect(issued.getString("token"), "192.0.2.7")).isEmpty());
    }

    private static JsonPath serviceJwt(String service) {
        return given().contentType(ContentType.JSON).header("X-Mudanza-Node-Secret", NodeDatabase.SECRET)
                .body(Map.of("service", service, "audience", "token", "job", "none")).post(SERVICE_JWT).then().statusCode(200).extract().jsonPath();
    }

    private static JsonPath claims(String jwt) {
        return JsonPath.from(new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
