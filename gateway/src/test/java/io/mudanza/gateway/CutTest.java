package io.mudanza.gateway;

import static io.mudanza.gateway.ApiTest.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(NodeResource.class)
class CutTest {
    private static final String BASE = "/api/v1/migration";
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final StubTokens TOKENS = StubNode.INSTANCE.tokens;

    @AfterEach
    void endTheFeed() {
        StubNode.INSTANCE.endless = false;
    }

    private static InputStream open(HttpClient http, String token, String path) throws Exception {
        HttpResponse<InputStream> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + BASE + path))
                        .header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** Reads to the end. @return whether it broke off */
    private static boolean brokeOff(InputStream body) {
        try (body) {
            body.transferTo(OutputStream.nullOutputStream());
            return false;
        } catch (IOException broken) {
            return true;
        }
    }

    @Test
    @DisplayName("B67 a download breaks off when its token is revoked")
    void aDownloadBreaksOff() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            // Given
            String token = TOKENS.issue("gone1", "\"read\"", "");
            String job = as(token).body("").post(BASE + "/export/").then().extract().path("job_id");
            StubNode.INSTANCE.endless = true;
            InputStream body = open(http, token, "/download-export/" + job + "/parts/");
            body.readNBytes(200);
            // When
            TOKENS.revoke(token);
            long revoked = System.nanoTime();
            boolean broken = brokeOff(body);
            // Then
            assertThat(broken).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(SOON);
            as(token).get(BASE + "/jobs/" + job + "/").then().statusCode(401);
        }
    }

    @Test
    @DisplayName("B67 an event stream breaks off when its token has expired")
    void anEventStreamBreaksOff() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            // Given
            String token = TOKENS.issue("gone2", "\"read\"", "");
            String job = as(token).body("").post(BASE + "/export/").then().extract().path("job_id");
            InputStream body = open(http, token, "/jobs/" + job + "/events");
            body.readNBytes(20);
            // When
            TOKENS.revoke(token);
            long revoked = System.nanoTime();
            brokeOff(body);
            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(SOON);
        }
    }

    @Test
    @DisplayName("B67 an upload breaks off when its token is revoked")
    void anUploadBreaksOff() throws Exception {
        // Given
        String token = TOKENS.issue("gone3", "\"write\"", "");
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + BASE + "/receive-import/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Type: application/octet-stream\r\nContent-Length: 100000000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] some = new byte[1000];
            for (int i = 0; i < 15; i++) {
                out.write(some);
                Thread.sleep(100);
            }
            // When
            TOKENS.revoke(token);
            long revoked = System.nanoTime();
            boolean broken = false;
            while (!broken && System.nanoTime() - revoked < SOON.toNanos()) {
                try {
                    out.write(some);
                    Thread.sleep(50);
                } catch (IOException cut) {
                    broken = true;
                }
            }
            // Then
            assertThat(broken).isTrue();
        }
    }

    @Test
    @DisplayName("B67 a stream of a good token goes on")
    void aStreamOfAGoodTokenGoesOn() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            // Given
            String token = TOKENS.issue("stays", "\"read\"", "");
            String job = as(token).body("").post(BASE + "/export/").then().extract().path("job_id");
            StubNode.INSTANCE.endless = true;
            InputStream body = open(http, token, "/download-export/" + job + "/parts/");
            // When
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < SOON.toNanos()) {
                assertThat(body.read()).isGreaterThanOrEqualTo(0);
            }
            StubNode.INSTANCE.endless = false;
            // Then
            assertThat(brokeOff(body)).isFalse();
        }
    }
}
