package io.mudanza.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.endtoend.Node;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Those who upload what they should not, over real HTTP. */
class UploadAttackTest {
    private Door door;
    private String token;

    @BeforeEach
    void theDoor() throws Exception {
        Node node = RunningNodes.one();
        door = new Door(node);
        token = Credential.WRITE.secret();
    }

    private Door.Answer send(String query, String text, Map<String, String> headers) throws IOException {
        return door.call("POST", "receive-import/?" + query, token, text.getBytes(StandardCharsets.UTF_8), headers);
    }

    private Door.Answer send(String query, String text) throws IOException {
        return send(query, text, Map.of());
    }

    private String opened() throws IOException {
        Door.Answer answer = send("offset=0", "");
        assertThat(answer.status()).isEqualTo(202);
        return answer.json().path("job_id").asText();
    }

    private long offset(String job) throws IOException {
        Door.Answer answer = door.call("GET", "receive-import/?job_id=" + job, token);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("offset").asLong();
    }

    @Test
    @DisplayName("B60 A chunk at another offset, or over what is there, is refused with the true offset")
    void offsets() throws Exception {
        // Given
        String job = opened();
        assertThat(send("job_id=" + job + "&offset=0", "0123456789").status()).isEqualTo(202);

        // When
        for (String offset : new String[] {"0", "5", "11", "9223372036854775807"}) {
            Door.Answer answer = send("job_id=" + job + "&offset=" + offset, "abc");

            // Then
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("upload_offset_mismatch");
            assertThat(answer.json().path("offset").asLong()).isEqualTo(10);
        }
        for (String offset : new String[] {"-1", "9223372036854775808", "1e3", "x", "0x10", "%00"}) {
            assertThat(send("job_id=" + job + "&offset=" + offset, "abc").status()).isEqualTo(422);
        }
        assertThat(offset(job)).isEqualTo(10);
    }

    @Test
    @DisplayName("B60 Of two writers the newer wins, and the older is told so; nothing is written twice")
    void twoWriters() throws Exception {
        // Given
        String job = opened();
        try (Socket older = door.open()) {
            older.getOutputStream().write(("POST /api/v1/migration/receive-import/?job_id=" + job + "&offset=0 HTTP/1.1\r\n"
                    + "Host: a\r\nAuthorization: Bearer " + token + "\r\nContent-Length: 10\r\n\r\nOLD")
                    .getBytes(StandardCharsets.US_ASCII));
            older.getOutputStream().flush();
            Thread.sleep(500);

            // When
            Door.Answer newer = send("job_id=" + job + "&offset=0", "new");
            older.getOutputStream().write("OLDOLDO".getBytes(StandardCharsets.US_ASCII));
            Door.Answer ended = Door.read(older.getInputStream());

            // Then
            assertThat(newer.status()).isEqualTo(202);
            assertThat(ended.status()).isIn(409, 0);
            assertThat(offset(job)).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("B60 Nothing is appended to a complete upload, and its length cannot grow")
    void appendAfterComplete() throws Exception {
        // Given
        String job = opened();
        assertThat(send("job_id=" + job + "&offset=0&last=true", "this is no bundle").status()).isEqualTo(202);

        // When
        Door.Answer more = send("job_id=" + job + "&offset=17", "more");

        // Then
        assertThat(more.status()).isEqualTo(409);
        assertThat(more.code()).isIn("upload_offset_mismatch", "job_not_in_state");
    }

    @Test
    @DisplayName("B60 An upload ends with as many bytes as were announced, neither more nor fewer")
    void announcedLength() throws Exception {
        // Given
        // The import of a test before may still hold the platform.
        String job = Awaitility.await().atMost(Duration.ofSeconds(60)).until(
                () -> send("offset=0", "", Map.of("Upload-Length", "10")).json().path("job_id").asText(),
                id -> !id.isEmpty());

        // When
        Door.Answer longer = send("job_id=" + job + "&offset=0", "0123456789A");
        Door.Answer shorter = send("job_id=" + job + "&offset=0&last=true", "012");
        Door.Answer chunked = door.call("POST", "receive-import/?job_id=" + job + "&offset=0", token,
                "14\r\n01234567890123456789\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                Map.of("Transfer-Encoding", "chunked"));

        // Then
        assertThat(longer.status()).as(longer.text()).isEqualTo(413);
        assertThat(shorter.status()).isEqualTo(422);
        assertThat(chunked.status()).as(chunked.text()).isEqualTo(413);
        assertThat(offset(job)).isLessThanOrEqualTo(10);
        assertThat(send("offset=0", "", Map.of("Upload-Length", "-5")).status()).isEqualTo(422);
    }

    @Test
    @DisplayName("B60 A body without a length that breaks off is no end: the upload is not complete")
    void brokenChunks() throws Exception {
        // Given
        String job = opened();

        // When
        try (Socket socket = door.open()) {
            socket.getOutputStream().write(("POST /api/v1/migration/receive-import/?job_id=" + job + "&offset=0&last=true"
                    + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5\r\nhello\r\n20\r\nand th").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            Thread.sleep(500);
        }

        // Then
        Awaitility.await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Door.Answer state = door.call("GET", "receive-import/?job_id=" + job, token);
            assertThat(state.json().path("complete").asBoolean()).isFalse();
            assertThat(state.json().path("status").asText()).isEqualTo("pending");
        });
    }

    @Test
    @DisplayName("B61 A chunk with another digest is dropped alone: the offset stays, the same chunk may come again")
    void digest() throws Exception {
        // Given
        String job = opened();
        assertThat(send("job_id=" + job + "&offset=0", "good ").status()).isEqualTo(202);
        String digest = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest("chunk".getBytes(StandardCharsets.UTF_8)));
        Map<String, String> announced = Map.of("Content-Digest", "sha-256=:" + digest + ":");

        // When
        Door.Answer corrupt = send("job_id=" + job + "&offset=5", "chunX", announced);

        // Then
        assertThat(corrupt.status()).isEqualTo(422);
        assertThat(corrupt.code()).isEqualTo("digest_mismatch");
        assertThat(offset(job)).isEqualTo(5);
        assertThat(send("job_id=" + job + "&offset=5", "chunk", announced).json().path("offset").asLong()).isEqualTo(10);
        assertThat(send("job_id=" + job + "&offset=10", "x", Map.of("Content-Digest", "sha-256=:%%%:")).status())
                .isBetween(400, 422);
    }

    @Test
    @DisplayName("B62 Another's upload is as unknown as one that is not: 404, never 403, for reading and writing")
    void anothersUpload() throws Exception {
        // Given
        String job = opened();
        String other = RunningNodes.one().token("write");

        // When
        for (String id : new String[] {job, UUID.randomUUID().toString(), "1", "../../etc/passwd", "%00"}) {
            Map<String, Integer> answers = new LinkedHashMap<>();
            answers.put("GET", door.call("GET", "receive-import/?job_id=" + id, other).status());
            answers.put("HEAD", door.call("HEAD", "receive-import/?job_id=" + id, other).status());
            answers.put("certificate", door.call("GET", "receive-import/" + id.replace("/", "%2F") + "/certificate/", other)
                    .status());
            answers.put("POST", door.call("POST", "receive-import/?job_id=" + id + "&offset=0", other, "x".getBytes(
                    StandardCharsets.US_ASCII), Map.of()).status());

            // Then
            assertThat(answers.values()).as(id + " " + answers).containsOnly(404);
        }
        assertThat(offset(job)).isZero();
        assertThat(door.call("GET", "receive-import/?job_id=" + job, RunningNodes.one().adminToken()).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("B63 An upload that cannot fit is refused when it is opened, by its announced length")
    void quota() throws Exception {
        assertThat(send("offset=0", "", Map.of("Upload-Length", "9000000000000000000")).status()).isEqualTo(413);
        assertThat(send("offset=0", "", Map.of("Upload-Length", String.valueOf(50L << 40))).status()).isIn(413, 507);
    }

    @Test
    @DisplayName("The same key gives the same answer for a chunk and for a media file")
    void idempotency() throws Exception {
        // Given
        String job = opened();
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        String file = "receive-file/?path=attack/" + UUID.randomUUID() + ".txt&offset=0";

        // When
        Door.Answer first = send("job_id=" + job + "&offset=0", "0123", key);
        Door.Answer again = send("job_id=" + job + "&offset=0", "0123", key);

        // Then
        assertThat(first.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(offset(job)).isEqualTo(4);
        assertThat(send("job_id=" + job + "&offset=4", "4567", key).code()).isEqualTo("idempotency_conflict");
        Map<String, String> another = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        byte[] bytes = "abc".getBytes(StandardCharsets.US_ASCII);
        assertThat(door.call("POST", file, token, bytes, another).status()).isEqualTo(200);
        assertThat(door.call("POST", file, token, bytes, another).json().path("offset").asLong()).isEqualTo(3);
    }
}
