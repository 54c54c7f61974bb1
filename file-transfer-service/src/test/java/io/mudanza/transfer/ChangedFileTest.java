package io.mudanza.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that is not as long as was announced: too short breaks the connection off, too much is not sent. */
@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class ChangedFileTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        HTTP.close();
    }

    @ParameterizedTest(name = "{0} bytes, announced {1}, then {2}, range {3}")
    @CsvSource(nullValues = "-", value = {
        "300000, 600000, -1, -",
        "300000, 600000, -1, bytes=200000-"
    })
    void aFileThatBecameShorterBreaksTheConnectionOff(long size, long announced, long then, String range)
            throws Exception {
        // Given
        byte[] bytes = bytes((int) size);
        Path file = Files.write(folder.resolve("file"), bytes);

        // When
        ByteArrayOutputStream came = new ByteArrayOutputStream();
        boolean whole = read(file, announced, then, range, came);

        // Then
        int from = range == null ? 0 : 200_000;
        assertThat(whole).as("taken for complete after %d bytes", came.size()).isFalse();
        assertThat(came.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, from, from + came.size()));
    }

    @ParameterizedTest(name = "{0} bytes, announced {1}, then {2}, range {3}")
    @CsvSource(nullValues = "-", value = {
        "600000, 600000, 300000, -",
        "600000, 600000, 300000, bytes=200000-",
        "600000, 600000, 0, -"
    })
    void aFileThatIsCutAtTheLastMomentIsNeverFilledUp(long size, long announced, long then, String range)
            throws Exception {
        // Given
        byte[] bytes = bytes((int) size);
        Path file = Files.write(folder.resolve("file"), bytes);

        // When: its length was looked at before; the kernel sends what is there
        ByteArrayOutputStream came = new ByteArrayOutputStream();
        read(file, announced, then, range, came);

        // Then
        int from = range == null ? 0 : 200_000;
        assertThat(came.size()).isLessThanOrEqualTo((int) Math.max(0, then - from));
        assertThat(came.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, from, from + came.size()));
    }

    @ParameterizedTest(name = "{0} bytes, announced {1}, then {2}, range {3}")
    @CsvSource(nullValues = "-", value = {
        "900000, 600000, -1, -",
        "900000, 600000, -1, bytes=200000-",
        "600000, 600000, 900000, -",
        "600000, 600000, 900000, bytes=200000-"
    })
    void aFileThatGrewIsSentAsLongAsItWasAnnounced(long size, long announced, long then, String range)
            throws Exception {
        // Given
        byte[] bytes = bytes((int) size);
        Path file = Files.write(folder.resolve("file"), bytes);

        // When
        ByteArrayOutputStream came = new ByteArrayOutputStream();
        boolean whole = read(file, announced, then, range, came);

        // Then
        assertThat(whole).isTrue();
        assertThat(came.toByteArray())
                .isEqualTo(Arrays.copyOfRange(bytes, range == null ? 0 : 200_000, (int) announced));
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** @return whether the body came to its announced end */
    private static boolean read(Path file, long announced, long then, String range, ByteArrayOutputStream to)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port
                + "/internal/transfer/changed-file?path=" + URLEncoder.encode(file.toString(), StandardCharsets.UTF_8)
                + "&announced=" + announced + "&then=" + then));
        if (range != null) {
            request.header("Range", range);
        }
        try {
            HttpResponse<InputStream> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                assertThat(answer.statusCode()).isEqualTo(range == null ? 200 : 206);
                body.transferTo(to);
            }
            return true;
        } catch (IOException broken) {
            return false;
        }
    }
}
