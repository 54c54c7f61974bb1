package io.mudanza.gateway;

import static io.mudanza.gateway.ApiTest.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that do not end, come drop by drop, or are not what they say; and what answers say to browsers. */
@QuarkusTest
@QuarkusTestResource(NodeResource.class)
@TestProfile(GuardedProfile.class)
class HostileBodyTest {
    private static final String BASE = "/api/v1/migration";

    @TestHTTPResource
    URI gateway;

    @TestHTTPResource(tls = true)
    URI secure;

    @ParameterizedTest
    @ValueSource(strings = {"/export/", "/receive-import/?offset=0"})
    @DisplayName("B55 A body that comes drop by drop is cut")
    void slowBody(String path) throws Exception {
        // Given
        try (Socket socket = request(path, "Content-Length: 100000")) {
            OutputStream out = socket.getOutputStream();
            long began = System.nanoTime();
            Thread dripping = Thread.ofVirtual().start(() -> {
                try {
                    while (!Thread.interrupted()) {
                        out.write('x');
                        out.flush();
                        Thread.sleep(100);
                    }
                } catch (IOException | InterruptedException cut) {
                    Thread.currentThread().interrupt();
                }
            });

            // When
            String status = new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();

            // Then
            assertThat(status).contains("408");
            assertThat((System.nanoTime() - began) / 1e9).isLessThan(15);
            dripping.interrupt();
        }
    }

    @Test
    @DisplayName("B55 JSON without end is refused as soon as it is too much")
    void endlessChunks() throws Exception {
        // Given
        try (Socket socket = request("/export/", "Transfer-Encoding: chunked")) {
            OutputStream out = socket.getOutputStream();
            Thread.ofVirtual().start(() -> {
                byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
                try {
                    for (int i = 0; i < 1000; i++) {
                        out.write(chunk);
                    }
                } catch (IOException cut) {
                    Thread.currentThread().interrupt();
                }
            });

            // When
            String status = new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();

            // Then
            assertThat(status).contains("413");
        }
        as("mig_read").body(" ".repeat(1024 * 1024 + 1)).post(BASE + "/export/").then().statusCode(413)
                .body("code", equalTo("payload_too_large"));
    }

    @Test
    @DisplayName("B55 A compressed body is refused, not unpacked")
    void compressedBody() {
        as("mig_read").header("Content-Encoding", "gzip").body("{}").post(BASE + "/export/").then().statusCode(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"compress\":true,\"compress\":true}", "{\"a\":{\"b\":1,\"b\":2}}"})
    @DisplayName("B33 A name that comes twice is refused")
    void duplicateKeys(String body) {
        as("mig_read").body(body).post(BASE + "/export/").then().statusCode(400).body("code", equalTo("malformed_request"));
    }

    @Test
    @DisplayName("B33 JSON deeper than anybody needs is refused")
    void deepJson() {
        as("mig_read").body("{\"tables\":" + "[".repeat(100) + "]".repeat(100) + "}").post(BASE + "/export/").then()
                .statusCode(400).body("code", equalTo("malformed_request")).body(not(containsString("jackson")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?token=x", "?limit=1&access_token=x", "?cursor=mig_abc_0123456789012345678901234567890123456789012",
            "mig_abc_0123456789012345678901234567890123456789012/"})
    @DisplayName("B64 A token in an address is refused and not repeated")
    void tokenInTheAddress(String rest) {
        given().header("Authorization", "Bearer mig_read").get(BASE + "/jobs/" + rest).then().statusCode(400)
                .body("code", equalTo("malformed_request")).body("detail", not(containsString("mig_")));
    }

    @Test
    @DisplayName("Every answer forbids what a browser could be made to do")
    void headers() {
        for (String path : new String[] {BASE + "/jobs/", BASE + "/nothing/", "/api/health/"}) {
            var answer = given().header("Authorization", "Bearer mig_read").header("Origin", "https://evil.example").get(path)
                    .then()
                    .header("X-Content-Type-Options", "nosniff").header("Referrer-Policy", "no-referrer")
                    .header("X-Frame-Options", "DENY").header("Cache-Control", "no-store")
                    .header("Content-Security-Policy", containsString("default-src 'none'"));
            answer.header("Server", nullValue()).header("Access-Control-Allow-Origin", nullValue())
                    .header("Strict-Transport-Security", nullValue());
        }
    }

    @Test
    @DisplayName("Over TLS the gateway tells browsers to come back by TLS only")
    void tls() {
        given().relaxedHTTPSValidation().header("Authorization", "Bearer mig_read").get(secure + "api/v1/migration/jobs/")
                .then().statusCode(200).header("Strict-Transport-Security", containsString("max-age="));
    }

    private Socket request(String path, String length) throws IOException {
        Socket socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(("POST " + BASE + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer mig_write\r\n"
                + "Content-Type: application/json\r\n" + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
