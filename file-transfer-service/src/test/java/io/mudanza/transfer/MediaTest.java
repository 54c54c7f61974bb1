package io.mudanza.transfer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class MediaTest {

    @ConfigProperty(name = "mudanza.platform.media")
    Path media;

    private final String own = "m" + UUID.randomUUID();

    @AfterEach
    void removeOwnFiles() throws Exception {
        try (var all = Files.walk(media)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (!path.equals(media)) {
                    Files.delete(path);
                }
            }
        }
    }

    @Test
    void aFolderThatIsNotThereIsNoEmptyFolder() throws Exception {
        // Given
        Path away = media.resolveSibling("away-" + own);
        Files.move(media, away);
        try {
            // When
            int status = given().header("Authorization", LocalServices.bearer())
                    .get("/internal/transfer/media/list").statusCode();
            // Then
            assertThat(status).isEqualTo(404);
        } finally {
            Files.move(away, media);
        }
    }

    @Test
    void listsEveryFileOnceInPagesAndNothingElse() throws Exception {
        // Given
        for (String key : List.of("a/b.jpg", "a.png", "ñandú/ü mlaut 🎟.jpg", "z/1.txt", "z/2.txt")) {
            write(key, key);
        }
        Files.createSymbolicLink(media.resolve("link"), Path.of("/etc/passwd"));
        Files.createDirectories(media.resolve(".mudanza/incoming"));
        Files.writeString(media.resolve(".mudanza/incoming/x"), "half");
        // When
        List<Map<String, Object>> files = listAll(2);
        // Then
        assertThat(files).extracting(file -> file.get("key"))
                .containsExactly("a/b.jpg", "a.png", "z/1.txt", "z/2.txt", "ñandú/ü mlaut 🎟.jpg");
        assertThat(files.getFirst()).containsKeys("size", "sha256", "content_type", "last_modified");
        assertThat(files.getFirst().get("content_type")).isEqualTo("image/jpeg");
    }

    @Test
    void noticesAFileThatChangedButHashesTheOthersOnce() throws Exception {
        // Given
        Path file = write("one.txt", "before");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        String before = (String) listAll(10).getFirst().get("sha256");
        // When: other bytes of the same length, same time and inode: only the remembered hash can answer
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "BEFORE");
        Files.setLastModifiedTime(file, time);
        String remembered = (String) listAll(10).getFirst().get("sha256");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(30)));
        String after = (String) listAll(10).getFirst().get("sha256");
        // Then
        assertThat(remembered).isEqualTo(before);
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void tenThousandFilesAreListedInOrder() throws Exception {
        // Given
        for (int i = 0; i < 10_000; i++) {
            write("many/%02d/%05d.bin".formatted(i % 100, i), "file " + i);
        }
        // When
        long begin = System.nanoTime();
        List<Map<String, Object>> files = listAll(1000);
        long first = System.nanoTime() - begin;
        begin = System.nanoTime();
        listAll(1000);
        long second = System.nanoTime() - begin;
        // Then
        assertThat(files).hasSize(10_000);
        System.out.printf("10 000 files listed in %d ms, again in %d ms%n", first / 1_000_000, second / 1_000_000);
    }

    @Test
    void aFileIsGivenInRanges() throws Exception {
        write("song.mp3", "0123456789");
        Response whole = asked().get("/internal/transfer/media/file?path=song.mp3");
        assertThat(whole.asString()).isEqualTo("0123456789");
        String etag = whole.header("ETag");
        asked().header("Range", "bytes=4-6").get("/internal/transfer/media/file?path=song.mp3").then()
                .statusCode(206).header("Content-Range", "bytes 4-6/10").header("Content-Length", "3");
        asked().header("Range", "bytes=10-").get("/internal/transfer/media/file?path=song.mp3").then().statusCode(416);
        asked().header("Range", "bytes=-3").header("If-Range", etag)
                .get("/internal/transfer/media/file?path=song.mp3").then().statusCode(206).body(is("789"));
        asked().header("Range", "bytes=4-").header("If-Range", "\"other\"")
                .get("/internal/transfer/media/file?path=song.mp3").then().statusCode(200);
        asked().header("If-None-Match", etag).get("/internal/transfer/media/file?path=song.mp3").then().statusCode(304);
    }

    @Test
    void manyFilesComeInOneStreamInTheOrderTheyWereAskedFor() throws Exception {
        // Given
        write("b 🎟.txt", "bee");
        write("a.txt", "");
        Files.setLastModifiedTime(write("old.txt", "old"), FileTime.from(Instant.now().minusSeconds(60)));
        Files.createSymbolicLink(media.resolve("out"), Path.of("/etc"));
        String sha256 = (String) listAll(10).getLast().get("sha256");
        // When
        String stream = files("""
                {"files":[{"key":"b 🎟.txt","size":3},{"key":"a.txt"},{"key":"gone"},{"key":"a.txt","size":1},
                {"key":"../x"},{"key":"out/passwd"},{"key":"a\\u0000b"},{"key":"old.txt"},
                {"key":"old.txt","sha256":"%s"}]}""".formatted("0".repeat(64))).then().statusCode(200)
                .contentType("application/vnd.mudanza.files").extract().asString();
        // Then
        assertThat(stream.lines()).containsExactly(
                "{\"key\":\"b 🎟.txt\",\"status\":\"ok\",\"size\":3}",
                "bee{\"key\":\"a.txt\",\"status\":\"ok\",\"size\":0}",
                "{\"key\":\"gone\",\"status\":\"missing\"}",
                "{\"key\":\"a.txt\",\"status\":\"changed\"}",
                "{\"key\":\"../x\",\"status\":\"missing\"}",
                "{\"key\":\"out/passwd\",\"status\":\"missing\"}",
                "{\"key\":\"a\\u0000b\",\"status\":\"missing\"}",
                "{\"key\":\"old.txt\",\"status\":\"ok\",\"size\":3,\"sha256\":\"" + sha256 + "\"}",
                "old{\"key\":\"old.txt\",\"status\":\"changed\"}",
                "{\"status\":\"end\"}");
    }

    @Test
    void noFilesAndTooManyAreRefused() {
        String thousandAndOne = "{\"files\":[" + "{\"key\":\"a\"},".repeat(1000) + "{\"key\":\"a\"}]}";
        for (String wrong : List.of("{}", "{\"files\":[]}", "{\"files\":[null]}", "{\"files\":[{}]}", "[]", "{", "null", thousandAndOne)) {
            files(wrong).then().statusCode(422).body("code", is("invalid_request"));
        }
        given().contentType("application/json").body("{}").post("/internal/transfer/media/files").then().statusCode(401);
    }

    private static Response files(String body) {
        return asked().contentType("application/json").body(body.getBytes(StandardCharsets.UTF_8))
                .post("/internal/transfer/media/files");
    }

    @Test
    void noNameLeavesTheFolder() throws Exception {
        Files.createSymbolicLink(media.resolve("out"), Path.of("/etc"));
        for (String name : List.of("../x", "a/../../x", "/etc/passwd", "a//b", "a/./b", "out/passwd", "a\u0000b",
                ".mudanza/x", "")) {
            asked().queryParam("path", name).get("/internal/transfer/media/file").then()
                    .statusCode(422).body("code", is("media_name_unsafe"));
            asked().queryParam("path", name).queryParam("last", true).header("Repr-Digest", digest("x"))
                    .contentType("application/octet-stream").body("x".getBytes(StandardCharsets.UTF_8))
                    .post("/internal/transfer/media/file").then()
                    .statusCode(422).body("code", is("media_name_unsafe"));
        }
    }

    @Test
    void aReceivedFileIsVisibleOnlyWholeAndRight() throws Exception {
        String key = own + "/poster.txt";
        send(key, 0, "Hello ", false, null).then().statusCode(200).body("offset", is(6));
        assertThat(media.resolve(key)).doesNotExist();
        send(key, 3, "lo world", true, digest("Hello world")).then().statusCode(409).body("offset", is(6));
        send(key, 6, "world", true, digest("Hello world")).then().statusCode(200).body("complete", is(true));
        assertThat(media.resolve(key)).hasContent("Hello world");
    }

    @Test
    void aReceivedFileWithAnotherDigestNeverAppears() throws Exception {
        String key = own + "/poster.txt";
        send(key, 0, "Hello world", true, digest("another")).then().statusCode(422).body("code", is("digest_mismatch"));
        assertThat(media.resolve(key)).doesNotExist();
        send(key, 0, "Hello world", true, digest("Hello world")).then().statusCode(200);
        assertThat(media.resolve(key)).hasContent("Hello world");
        send(key, 0, "x", true, null).then().statusCode(400);
    }

    private Response send(String key, long offset, String text, boolean last, String whole) {
        RequestSpecification request = asked().contentType("application/octet-stream")
                .queryParam("path", key).queryParam("offset", offset).queryParam("last", last)
                .body(text.getBytes(StandardCharsets.UTF_8));
        return (whole == null ? request : request.header("Repr-Digest", whole)).post("/internal/transfer/media/file");
    }

    private static RequestSpecification asked() {
        return given().header("Authorization", LocalServices.bearer());
    }

    private static List<Map<String, Object>> listAll(int limit) {
        List<Map<String, Object>> all = new ArrayList<>();
        String after = "";
        while (after != null) {
            Response page = asked().queryParam("after", after).queryParam("limit",
                    limit).get("/internal/transfer/media/list");
            page.then().statusCode(200);
            all.addAll(page.jsonPath().getList("files"));
            after = page.jsonPath().getString("next");
        }
        return all;
    }

    private Path write(String key, String text) throws Exception {
        Path file = media.resolve(key);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static String digest(String text) throws Exception {
        return "sha-256=:" + Base64.getEncoder().encodeToString(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))) + ":";
    }
}
