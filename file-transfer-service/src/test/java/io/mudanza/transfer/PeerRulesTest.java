package io.mudanza.transfer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class PeerRulesTest {

    @Inject
    @DataSource("transfer")
    AgroalDataSource database;

    private final UUID job = UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(strings = {
        "", "not a url", "file:///etc/passwd", "ftp://node.example.org", "gopher://x", "https://", "https:///path",
        "https://user:secret@node.example.org", "https://node.example.org/?token=secret", "https://node.example.org/#x",
        "https://node.example.org/a/../b", "https://node.example.org:0", "https://node.example.org:99999",
        "https://node.exa mple.org", "https://node.example.org\\@evil.org", "https://node.example.org%2eevil.org",
        "jar:https://node.example.org!/", "https://node..example.org"
    })
    void anOddAddressIsRefusedWithoutRepeatingIt(String url) {
        String detail = keep(url, TestPeer.TOKEN).then().statusCode(422).body("code", is("invalid_request"))
                .extract().path("detail");
        assertThat(detail).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254", "http://[fe80::1]", "http://0.0.0.0:80", "http://224.0.0.1"})
    void addressesThatNoNodeCanHaveAreRefused(String url) {
        keep(url, TestPeer.TOKEN).then().statusCode(403).body("code", is("peer_not_allowed"));
    }

    @Test
    void theAddressIsKeptInItsOnlyFormAndTheTokenEncrypted() throws Exception {
        // When
        keep("HTTPS://Node.Example.ORG:8443/api/v1/migration/", TestPeer.TOKEN).then()
                .statusCode(200).body("url", is("https://node.example.org:8443"));
        // Then
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("SELECT token FROM transfer.peer WHERE job_id = ?")) {
            query.setObject(1, job);
            var row = query.executeQuery();
            assertThat(row.next()).isTrue();
            assertThat(new String(row.getBytes(1), StandardCharsets.ISO_8859_1)).doesNotContain("canary", "mig_");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "with space", "line\nbreak", "ñ"})
    void aTokenThatCannotBeOneIsRefused(String token) {
        keep("https://node.example.org", token).then().statusCode(422).body("code", is("invalid_request"));
    }

    private io.restassured.response.Response keep(String url, String token) {
        return given().header("Authorization", LocalServices.bearer())
                .contentType("application/json")
                .body(Map.of("url", url, "token", token))
                .post("/internal/transfer/peers/" + job);
    }
}
