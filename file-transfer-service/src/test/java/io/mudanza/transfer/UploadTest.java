package io.mudanza.transfer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class UploadTest {

    @ConfigProperty(name = "mudanza.node.data-dir")
    Path data;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private final UUID job = UUID.randomUUID();
    private final byte[] content = new byte[300_000];

    UploadTest() {
        new Random(7).nextBytes(content);
    }

    @Test
    void arrivesInChunksThatAreCheckedAndCounted() throws Exception {
        // When
        append(0, part(0, 100_000), digest(part(0, 100_000)), false).then().statusCode(200).body("offset", is(100_000));
        append(100_000, part(100_000, 300_000), null, true).then().statusCode(200).body("complete", is(true));
        // Then
        given().header("Authorization", LocalServices.bearer()).head(path()).then()
                .statusCode(200).header("Upload-Offset", "300000").header("Upload-Complete", "?1");
        assertThat(kept()).isEqualTo(content);
        append(300_000, new byte[1], null, false).then()
                .statusCode(409).body("code", is("upload_offset_mismatch")).body("complete", is(true));
    }

    @Test
    void aWrongOffsetIsToldTheTrueOne() {
        append(0, part(0, 100_000), null, false);
        append(50_000, part(50_000, 150_000), null, false).then()
                .statusCode(409).contentType("application/problem+json")
                .body("code", is("upload_offset_mismatch")).body("offset", is(100_000)).body("complete", is(false));
    }

    @Test
    void aWrongDigestMovesNothing() throws Exception {
        append(0, part(0, 1000), digest(part(0, 1000)), false);
        append(1000, part(1000, 2000), digest(part(0, 1000)), false).then()
                .statusCode(422).body("code", is("digest_mismatch")).body("offset", is(1000));
        given().header("Authorization", LocalServices.bearer()).get(path()).then().body("offset", is(1000));
        append(1000, part(1000, 300_000), digest(part(1000, 300_000)), true).then().statusCode(200);
        assertThat(kept()).isEqualTo(content);
    }

    @Test
    void moreThanTheLargestBundleIsRefusedBeforeItIsRead() {
        given().header("Authorization", LocalServices.bearer())
                .body(new byte[10]).contentType("application/octet-stream")
                .post(path() + "?offset=" + (1L << 30)).then()
                .statusCode(413).body("code", is("payload_too_large"));
    }

    @Test
    void whatArrivedBeforeTheConnectionBrokeIsKept() throws Exception {
        // When
        try (Socket socket = unfinished(0)) {
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> segmentBytes() >= 50_000);
        }
        // Then
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() ->
                given().header("Authorization", LocalServices.bearer()).get(path()).then().body("offset", is(50_000)));
        append(50_000, part(50_000, 300_000), null, true).then().statusCode(200);
        assertThat(kept()).isEqualTo(content);
    }

    @Test
    void aNewerWriterEndsTheOlderAtOnce() throws Exception {
        // Given: a client that hangs in the middle of its body
        try (Socket hanging = unfinished(0)) {
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> segmentBytes() >= 50_000);
            // When
            append(0, part(0, 300_000), digest(content), true).then().statusCode(200).body("complete", is(true));
            // Then
            hanging.setSoTimeout(10_000);
            InputStream answer = hanging.getInputStream();
            assertThat(new String(answer.readNBytes(12), StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 409");
        }
        assertThat(kept()).isEqualTo(content);
    }

    @Test
    void anUploadCanBeGivenUp() {
        append(0, part(0, 1000), null, false);
        given().header("Authorization", LocalServices.bearer()).delete(path()).then().statusCode(204);
        given().header("Authorization", LocalServices.bearer()).get(path()).then().statusCode(404);
        assertThat(folder()).doesNotExist();
    }

    @Test
    void nobodyMayUploadWithoutTheRoleInternal() {
        given().body(new byte[1]).contentType("application/octet-stream").post(path()
                + "?offset=0").then().statusCode(401);
    }

    private String path() {
        return "/internal/transfer/uploads/" + job;
    }

    private Path folder() {
        return data.resolve("uploads").resolve(job.toString());
    }

    private byte[] part(int from, int to) {
        return java.util.Arrays.copyOfRange(content, from, to);
    }

    private static String digest(byte[] bytes) throws Exception {
        return "sha-256=:" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes))
                + ":";
    }

    private Response append(long offset, byte[] bytes, String digest, boolean last) {
        var request = given().header("Authorization", LocalServices.bearer())
                .contentType("application/octet-stream").body(bytes);
        if (digest != null) {
            request.header("Content-Digest", digest);
        }
        return request.post(path() + "?offset=" + offset + (last ? "&last=true" : ""));
    }

    /** Announces 300 000 bytes and sends 50 000. */
    private Socket unfinished(long offset) throws Exception {
        Socket socket = new Socket("127.0.0.1", port);
        OutputStream out = socket.getOutputStream();
        out.write(("POST " + path() + "?offset=" + offset + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000\r\n"
                        + "Content-Type: application/octet-stream\r\nAuthorization: " + LocalServices.bearer()
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(part(0, 50_000));
        out.flush();
        return socket;
    }

    private long segmentBytes() throws Exception {
        if (!Files.isDirectory(folder())) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private byte[] kept() throws Exception {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.sorted().toList()) {
                all.write(Files.readAllBytes(file));
            }
        }
        return all.toByteArray();
    }
}
