package io.mudanza.transfer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.answers.Handover;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies that a caller in the same process takes without a connection, and large files as they are sent over one. */
@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class HandoverTest {

    @ConfigProperty(name = "mudanza.platform.media")
    Path media;

    private final byte[] bytes = new byte[3_000_000];

    @BeforeEach
    void aLargeFile() throws Exception {
        new Random(7).nextBytes(bytes);
        Files.write(media.resolve("large.bin"), bytes);
    }

    @AfterEach
    void removed() throws Exception {
        Files.deleteIfExists(media.resolve("large.bin"));
        Files.deleteIfExists(media.resolve("link.bin"));
    }

    @Test
    void whoIsInTheSameProcessTakesTheBodyItself() {
        try (Handover offer = Handover.offer()) {
            // When
            Response answer = asked(offer.name()).header("Range", "bytes=1000-").get(path("large.bin"));
            // Then
            assertThat(answer.statusCode()).isEqualTo(206);
            assertThat(answer.header("Content-Range")).isEqualTo("bytes 1000-2999999/3000000");
            assertThat(answer.header("ETag")).isNotNull();
            assertThat(answer.contentType()).isEqualTo("application/octet-stream");
            assertThat(answer.asByteArray()).isEmpty();
            assertThat(offer.taken().length()).isEqualTo(2_999_000);
        }
    }

    @Test
    void manyFilesAreHandedOverAsTheyAreWritten() throws Exception {
        try (Handover offer = Handover.offer()) {
            // When
            Response answer = asked(offer.name()).contentType(ContentType.JSON)
                    .body("{\"files\":[{\"key\":\"large.bin\"}]}").post("/internal/transfer/media/files");
            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.contentType()).isEqualTo("application/vnd.mudanza.files");
            assertThat(answer.asByteArray()).isEmpty();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ((StreamingOutput) offer.taken().entity()).write(out);
            assertThat(out.toString(StandardCharsets.ISO_8859_1)).startsWith("{\"key\":\"large.bin\"")
                    .endsWith("{\"status\":\"end\"}\n");
            assertThat(out.size()).isGreaterThan(bytes.length);
        }
    }

    @Test
    void anOfferThatNobodyKnowsChangesNothing() {
        // Given
        Handover offer = Handover.offer();
        offer.close();
        // When
        byte[] got = asked(offer.name()).get(path("large.bin")).asByteArray();
        // Then
        assertThat(got).isEqualTo(bytes);
        assertThat(offer.taken()).isNull();
    }

    @Test
    void aRangeOfALargeFileIsSentExactly() {
        // When
        Response answer = asked("-").header("Range", "bytes=1234567-2345678").get(path("large.bin"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.header("Content-Length")).isEqualTo("1111112");
        assertThat(answer.asByteArray()).isEqualTo(Arrays.copyOfRange(bytes, 1_234_567, 2_345_679));
    }

    @Test
    void aLinkToALargeFileIsNoFile() throws Exception {
        // Given
        Files.createSymbolicLink(media.resolve("link.bin"), media.resolve("large.bin"));
        // When
        int status = asked("-").get(path("link.bin")).statusCode();
        // Then
        assertThat(status).isBetween(400, 499);
    }

    private static RequestSpecification asked(String offer) {
        return given().header("Authorization", LocalServices.bearer()).header(Handover.HEADER, offer);
    }

    private static String path(String key) {
        return "/internal/transfer/media/file?path=" + key;
    }
}
