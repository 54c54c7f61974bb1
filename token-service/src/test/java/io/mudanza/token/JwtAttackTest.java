package io.mudanza.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.mudanza.identity.ServiceJwt;
import io.mudanza.token.keys.SigningKeys;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signs with the true key of the node: whatever is refused here is refused for its form, not for its signature. */
@QuarkusTest
@QuarkusTestResource(NodeDatabase.class)
class JwtAttackTest {

    private static final String TOKENS = "/internal/token/tokens";
    private static final String HEADER = "{\"alg\":\"ES256\",\"kid\":\"KID\",\"typ\":\"JWT\"}";
    private static final String CLAIMS = "{\"iss\":\"mudanza\",\"aud\":\"mudanza-token\",\"sub\":\"gateway\","
            + "\"groups\":[\"internal\"],\"iat\":IAT,\"exp\":EXP,\"job\":\"none\",\"jti\":\"JTI\"}";

    @Inject
    SigningKeys keys;
    @Inject
    ServiceJwt jwt;
    @Inject
    SettableClock clock;

    @Inject
    @DataSource("token")
    AgroalDataSource database;

    @AfterEach
    void backToNow() throws SQLException {
        clock.reset();
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM token.signing_key WHERE signs_from > now() + interval '1 minute'");
            statement.execute("UPDATE token.signing_key SET retired_at = NULL WHERE kid <> '0ld'");
        }
    }

    private String signed(String header, String claims) {
        String body = base64(header.replace("KID", keys.current().kid())) + "." + base64(filled(claims));
        return body + "." + ecdsa(keys.current().privateKey(), body);
    }

    private static String filled(String claims) {
        long now = Instant.now().getEpochSecond();
        return claims.replace("IAT", String.valueOf(now)).replace("EXP", String.valueOf(now + 300))
                .replace("JTI", UUID.randomUUID().toString());
    }

    private static int call(String token) {
        return given().header("Authorization", "Bearer " + token).get(TOKENS).statusCode();
    }

    @Test
    void theTrueFormIsLetIn() {
        assertThat(call(signed(HEADER, CLAIMS))).isEqualTo(200);
    }

    @ParameterizedTest
    @DisplayName("B70 a header that chooses algorithm, key or type is refused")
    @ValueSource(strings = {
        "{\"alg\":\"none\",\"kid\":\"KID\",\"typ\":\"JWT\"}",
        "{\"alg\":\"None\",\"kid\":\"KID\",\"typ\":\"JWT\"}",
        "{\"alg\":\"ES384\",\"kid\":\"KID\",\"typ\":\"JWT\"}",
        "{\"alg\":\"RS256\",\"kid\":\"KID\",\"typ\":\"JWT\"}",
        "{\"alg\":\"ES256\",\"kid\":\"KID\",\"typ\":\"at+jwt\"}",
        "{\"alg\":\"ES256\",\"kid\":\"KID\"}",
        "{\"alg\":\"ES256\",\"typ\":\"JWT\"}",
        "{\"alg\":\"ES256\",\"kid\":\"../../../dev/null\",\"typ\":\"JWT\"}",
        "{\"alg\":\"ES256\",\"kid\":\"x' OR '1'='1\",\"typ\":\"JWT\"}",
        "{\"alg\":\"ES256\",\"kid\":\"http://127.0.0.1/k\",\"typ\":\"JWT\"}",
        "{\"alg\":\"ES256\",\"kid\":\"KID\",\"typ\":\"JWT\",\"jku\":\"http://127.0.0.1:1/jwks\"}",
        "{\"alg\":\"ES256\",\"kid\":\"KID\",\"typ\":\"JWT\",\"x5u\":\"http://127.0.0.1:1/x\"}",
        "{\"alg\":\"ES256\",\"kid\":\"KID\",\"typ\":\"JWT\",\"jwk\":{\"kty\":\"EC\"}}",
        "{\"alg\":\"ES256\",\"kid\":\"KID\",\"typ\":\"JWT\",\"crit\":[\"exp\"]}",
        "{\"alg\":\"ES256\",\"kid\":\"KID\",\"typ\":\"JWT\",\"alg\":\"none\"}",
    })
    void aHeaderThatChoosesIsRefused(String header) {
        assertThat(call(signed(header, CLAIMS))).isEqualTo(401);
        String unsigned = base64(header.replace("KID", keys.current().kid())) + "." + base64(filled(CLAIMS)) + ".";
        assertThat(call(unsigned)).isEqualTo(401);
    }

    @Test
    @DisplayName("B70 the public key is no HMAC secret")
    void thePublicKeyIsNoHmacSecret() throws GeneralSecurityException {
        // Given
        String jwks = given().get("/internal/token/jwks").asString();
        String body = base64("{\"alg\":\"HS256\",\"kid\":\"" + keys.current().kid() + "\",\"typ\":\"JWT\"}") + "."
                + base64(filled(CLAIMS));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(jwks.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String forged = body + "." + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(mac.doFinal(body.getBytes(StandardCharsets.US_ASCII)));
        // When / Then
        assertThat(call(forged)).isEqualTo(401);
    }

    @ParameterizedTest
    @DisplayName("B70 wrong claims are refused, also under the true signature")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
        "\"iss\":\"mudanza\"|\"iss\":\"other\"|401",
        "\"aud\":\"mudanza-token\"|\"aud\":\"mudanza-exporting\"|401",
        "\"aud\":\"mudanza-token\"|\"aud\":\"mudanza-requests\"|401",
        "\"aud\":\"mudanza-token\",||401",
        "\"exp\":EXP,||401",
        "\"iat\":IAT|\"iat\":1|401",
        "\"job\":\"none\"|\"job\":\"01890a5d-ac96-774b-bcce-b302099a8057\"|401",
        "[\"internal\"]|[\"read\"]|403",
    })
    void wrongClaimsAreRefused(String right, String wrong, int status) {
        assertThat(call(signed(HEADER, CLAIMS.replace(right, wrong == null ? "" : wrong)))).isEqualTo(status);
    }

    @Test
    @DisplayName("B70 a JWT for one service and one job opens no other")
    void aJwtIsForOneServiceAndOneJob() {
        // Given
        UUID job = UUID.randomUUID();
        // When
        String exporting = jwt.bearer(URI.create("http://localhost/internal/exporting/jobs/" + job + "/parts"));
        String here = jwt.bearer(URI.create("http://localhost" + TOKENS));
        // Then
        given().header("Authorization", exporting).get(TOKENS).then().statusCode(401);
        given().header("Authorization", here).get(TOKENS).then().statusCode(200);
        given().header("Authorization", here).get(TOKENS + "/" + job).then().statusCode(401);
    }

    @ParameterizedTest
    @DisplayName("B71 clocks may differ by a minute, not by more")
    @CsvSource({"-340,200", "-370,401", "30,200", "200,401"})
    void clocksMayDifferByAMinute(long issuedSeconds, int status) {
        // Given
        long issued = Instant.now().getEpochSecond() + issuedSeconds;
        String claims = CLAIMS.replace("IAT", String.valueOf(issued)).replace("EXP", String.valueOf(issued + 300));
        // When / Then
        assertThat(call(signed(HEADER, issuedSeconds > 0
                ? claims.replace("\"job\"", "\"nbf\":" + issued + ",\"job\"") : claims))).isEqualTo(status);
    }

    @Test
    @DisplayName("B71 the skew to the token-service is measured")
    void theSkewIsMeasured() {
        // When
        clock.advance(Duration.ofSeconds(25));
        jwt.bearer(URI.create("http://localhost/internal/transfer/jobs/" + UUID.randomUUID()));
        // Then
        assertThat(jwt.skew()).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(26));
    }

    @Test
    void keysRotateWithoutAGap() {
        // Given
        String before = keys.current().kid();
        String old = signed(HEADER, CLAIMS);
        // When
        given().header("Authorization", jwt.bearer(URI.create("http://localhost/internal/token/keys/rotate")))
                .contentType(ContentType.JSON).body(Map.of()).post("/internal/token/keys/rotate").then().statusCode(200);
        // Then
        assertThat(given().get("/internal/token/jwks").jsonPath().getList("keys.kid")).hasSize(2).contains(before);
        assertThat(keys.current().kid()).isEqualTo(before);
        assertThat(call(old)).isEqualTo(200);
        clock.advance(Duration.ofMinutes(11));
        String after = keys.current().kid();
        assertThat(after).isNotEqualTo(before);
        assertThat(call(signed(HEADER, CLAIMS))).isEqualTo(200);
        assertThat(call(old)).isEqualTo(200);
        clock.advance(Duration.ofMinutes(16));
        assertThat(given().get("/internal/token/jwks").jsonPath().getList("keys.kid")).containsExactly(after);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String ecdsa(PrivateKey key, String body) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(body.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
