package io.mudanza.transfer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.platform.standin.StepClient.Ending;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class SendTest extends TransferTestBase {

    private final byte[] bundle = new byte[3_500_000];
    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile String end = "{\"status\":\"completed\",\"verdict\":\"EQUAL\",\"rows\":7,"
            + "\"certificate\":\"/api/v1/migration/receive-import/x/certificate/\"}";
    private volatile boolean complete;
    private final List<String> keys = new CopyOnWriteArrayList<>();

    @BeforeEach
    void peerThatImports() throws Exception {
        new Random(3).nextBytes(bundle);
        Path file = temp.resolve("bundle.tar");
        Files.write(file, bundle);
        LocalServices.bundle(file);
        peer.trick(this::receiveImport);
    }

    @Override
    JobDirection direction() {
        return JobDirection.PUSH;
    }

    @Test
    void sendsInCheckedChunksAndBringsTheVerdictBack() {
        Ending ending = run(StepKind.SEND);
        assertThat(ending.facts())
                .containsEntry(StepFacts.VERDICT, "EQUAL")
                .containsEntry(StepFacts.REMOTE_JOB_ID, peer.job.toString())
                .containsEntry(StepFacts.ROWS, 7);
        assertThat(arrived.toByteArray()).isEqualTo(bundle);
        assertThat(peer.count("POST /receive-import/?job_id")).isEqualTo(4);
    }

    @Test
    void keepsTheCertificateOfThePeerThoughTheTokenMayOnlyWrite() {
        // When
        Ending ending = run(StepKind.SEND);
        // Then
        assertThat(ending.facts()).containsKey(StepFacts.CERTIFICATE_SHA256);
        String kept = given().header("Authorization", LocalServices.bearer())
                .get("/internal/transfer/jobs/" + job + "/certificate").then().statusCode(200).extract().asString();
        assertThat(kept).isEqualTo(certificate());
        assertThat(peer.count("/jobs/")).isZero();
    }

    @Test
    void findsAWrongTokenBeforeAnythingIsExported() {
        // Given
        peer.trickFirst((exchange, path) -> {
            TestPeer.json(exchange, 401, "{\"code\":\"token_invalid\",\"detail\":\"Token inválido o expirado\"}");
            return true;
        });
        // When
        Ending ending = run(StepKind.CONNECT);
        // Then
        assertThat(ending.failed().code()).isEqualTo("peer_refused");
    }

    @Test
    void opensTheImportOnceAndStopsItWhenTheJobEndsEarly() {
        // When
        Ending ending = run(StepKind.CONNECT);
        run(StepKind.CONNECT);
        run(StepKind.CLEAN_UP);
        // Then
        assertThat(ending.facts()).containsEntry(StepFacts.REMOTE_JOB_ID, peer.job.toString());
        assertThat(keys).hasSize(1);
        assertThat(peer.count("POST /jobs/" + peer.job + "/cancel/")).isEqualTo(1);
    }

    @Test
    void whatWasSentIsRemovedFromTheExports() {
        // Given
        run(StepKind.SEND);
        // When
        Ending ending = run(StepKind.CLEAN_UP);
        Ending again = run(StepKind.CLEAN_UP);
        // Then
        assertThat(temp.resolve("bundle.tar")).doesNotExist();
        assertThat(ending.completed()).isNotNull();
        assertThat(again.completed()).isNotNull();
    }

    @Test
    void aDifferenceThatThePeerFoundIsADifferenceHere() {
        end = "{\"status\":\"rolled_back\",\"error\":{\"code\":\"verification_different\",\"detail\":\"One row.\"}}";
        assertThat(run(StepKind.SEND).failed().code()).isEqualTo("verification_different");
    }

    @Test
    void goesOnWhereThePeerStandsAfterLostAnswers() {
        // Given: every second answer is lost after the chunk was kept
        AtomicInteger chunks = new AtomicInteger();
        lose = path -> path.contains("job_id") && chunks.getAndIncrement() % 2 == 0;
        // When
        Ending ending = run(StepKind.SEND);
        // Then
        assertThat(ending.completed()).isNotNull();
        assertThat(arrived.toByteArray()).isEqualTo(bundle);
    }

    @Test
    void aFailedImportAtThePeerIsSaidInItsWords() {
        end = "{\"status\":\"rolled_back\",\"error\":{\"code\":\"target_full\",\"detail\":\"No room.\"}}";
        Ending ending = run(StepKind.SEND);
        assertThat(ending.failed().code()).isEqualTo("peer_failed");
        assertThat(ending.failed().detail()).contains("rolled_back", "target_full", "No room.");
    }

    @Test
    void aPeerWithoutRoomEndsTheStep() {
        full = true;
        Ending ending = run(StepKind.SEND);
        assertThat(ending.failed().code()).isEqualTo("peer_failed");
        assertThat(ending.failed().detail()).contains("store_full");
    }

    @Test
    void aRepeatedRunFollowsTheImportThatRunsAlready() {
        // Given
        end = "{\"status\":\"running\"}";
        UUID first = send(StepKind.SEND);
        await(() -> looks.get() > 3);
        steps.cancel(job, StepKind.SEND);
        assertThat(steps.await(first).failed().code()).isEqualTo("cancelled");
        end = "{\"status\":\"completed\",\"verdict\":\"EQUAL\"}";
        long before = peer.count("POST /receive-import");
        // When
        Ending ending = run(StepKind.SEND);
        // Then
        assertThat(ending.facts()).containsEntry(StepFacts.VERDICT, "EQUAL");
        assertThat(peer.count("POST /receive-import")).isEqualTo(before);
    }

    @Test
    void aRepeatedRunSendsAgainWhenTheImportFailed() {
        // Given
        end = "{\"status\":\"failed\",\"error\":{\"code\":\"first\",\"detail\":\"run\"}}";
        assertThat(run(StepKind.SEND).failed().detail()).contains("first");
        // When
        Ending ending = run(StepKind.SEND);
        // Then
        assertThat(ending.failed().detail()).contains("first");
        assertThat(arrived.toByteArray()).isEqualTo(bundle);
        assertThat(keys).hasSize(2).doesNotHaveDuplicates();
    }

    private interface Loss {
        boolean loses(String path);
    }

    private volatile Loss lose = path -> false;
    private volatile boolean full;

    private String certificate() {
        return "{\"certificate\":{\"job_id\":\"" + peer.job + "\",\"verdict\":\"EQUAL\"},\"signature\":{}}";
    }

    private synchronized boolean receiveImport(HttpExchange exchange, String path) throws IOException {
        if (path.startsWith("/jobs/") || path.startsWith("/export/")) {
            TestPeer.json(exchange, 403, "{\"code\":\"permission_denied\",\"detail\":\"This token may only write.\"}");
            return true;
        }
        if (!path.startsWith("/receive-import/")) {
            return false;
        }
        if (path.endsWith("/certificate/")) {
            TestPeer.json(exchange, 200, certificate());
            return true;
        }
        if (exchange.getRequestMethod().equals("GET")) {
            if (!complete) {
                state(exchange, 200);
            } else {
                TestPeer.json(exchange, 200, looks.incrementAndGet() < 3 ? "{\"status\":\"running\"}" : end);
            }
            return true;
        }
        byte[] chunk = exchange.getRequestBody().readAllBytes();
        if (!path.contains("job_id")) {
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            if (!keys.contains(key)) {
                keys.add(key);
                arrived.reset();
                complete = false;
            }
            state(exchange, 202);
            return true;
        }
        if (full) {
            TestPeer.json(exchange, 507, "{\"code\":\"store_full\",\"detail\":\"no room\"}");
            return true;
        }
        long offset = Long.parseLong(path.replaceAll(".*offset=(\\d+).*", "$1"));
        if (offset != arrived.size()) {
            TestPeer.json(exchange, 409, "{\"code\":\"upload_offset_mismatch\",\"offset\":" + arrived.size()
                    + ",\"complete\":" + complete + "}");
            return true;
        }
        if (!exchange.getRequestHeaders().getFirst("Content-Digest").equals(digest(chunk))) {
            TestPeer.json(exchange, 422, "{\"code\":\"digest_mismatch\"}");
            return true;
        }
        arrived.write(chunk);
        complete = path.contains("last=true");
        if (lose.loses(path)) {
            exchange.close();
            return true;
        }
        state(exchange, 200);
        return true;
    }

    private void state(HttpExchange exchange, int status) throws IOException {
        TestPeer.json(exchange, status, "{\"job_id\":\"" + peer.job + "\",\"status\":\"pending\",\"offset\":"
                + arrived.size()
                + ",\"complete\":" + complete + "}");
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
