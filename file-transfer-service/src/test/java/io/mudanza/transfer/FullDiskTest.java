package io.mudanza.transfer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.mudanza.bundle.store.FeedLog;
import io.mudanza.contracts.event.StepFailed;
import io.mudanza.contracts.step.StepKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A data folder on a disk of two megabytes; only where this process may mount one. */
@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class FullDiskTest extends TransferTestBase {

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private Path mounted;

    @AfterEach
    void unmount() throws Exception {
        if (mounted != null) {
            new ProcessBuilder("umount", mounted.toString()).start().waitFor();
        }
    }

    @Test
    void anUploadOnAFullDiskLeavesTheOffsetWhereItWas() throws Exception {
        // Given
        mountSmallDisk(data.resolve("uploads").resolve(job.toString()));
        append(0, 1_000_000).then().statusCode(200);
        // When: without an announced length only the disk itself can say no
        HttpResponse<String> refused = appendChunked(1_000_000, 3_000_000);
        // Then
        assertThat(refused.statusCode()).isEqualTo(507);
        assertThat(refused.body()).contains("store_full");
        append(1_000_000, 3_000_000).then().statusCode(507).body("code", is("store_full"));
        given().header("Authorization", LocalServices.bearer()).get("/internal/transfer/uploads/" + job).then()
                .body("offset", is(1_000_000));
        append(1_000_000, 500_000).then().statusCode(200).body("offset", is(1_500_000));
    }

    @Test
    void aFetchOnAFullDiskSaysSoAndGoesOnWhenThereIsRoom() throws Exception {
        // Given
        TestBundle bundle = new TestBundle(temp.resolve("source"), false);
        for (int i = 0; i < 4; i++) {
            bundle.rows(i, 900_000);
        }
        bundle.complete();
        peer.serving(bundle);
        mountSmallDisk(data.resolve("received").resolve(job.toString()));
        connect();
        // When
        StepFailed failed = run(StepKind.FETCH).failed();
        // Then
        assertThat(failed.code()).isEqualTo("store_full");
        new ProcessBuilder("mount", "-o", "remount,size=20m", mounted.toString()).start().waitFor();
        assertThat(run(StepKind.FETCH).completed()).isNotNull();
        assertThat(FeedLog.lines(received().feedFile())).hasSizeGreaterThanOrEqualTo(6);
    }

    private Response append(long offset, int length) {
        return given().header("Authorization", LocalServices.bearer())
                .contentType("application/octet-stream")
                .body(new byte[length])
                .post("/internal/transfer/uploads/" + job + "?offset=" + offset);
    }

    /** Sends a body whose length is not announced. */
    private HttpResponse<String> appendChunked(long offset, int length) throws Exception {
        URI uri = URI.create("http://localhost:" + port + "/internal/transfer/uploads/" + job + "?offset=" + offset);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .version(HttpClient.Version.HTTP_1_1)
                            .header("Authorization", LocalServices.bearer())
                            .header("Content-Type", "application/octet-stream")
                            .POST(HttpRequest.BodyPublishers.ofInputStream(
                                    () -> new ByteArrayInputStream(new byte[length])))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private void mountSmallDisk(Path folder) throws Exception {
        Files.createDirectories(folder);
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString())
                .redirectErrorStream(true).start();
        Assumptions.assumeTrue(mount.waitFor() == 0, "this process may not mount a disk");
        mounted = folder;
    }
}
