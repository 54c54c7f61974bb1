package io.mudanza.exporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.part.FeedJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.tar.BundleFile;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.embedded.process.TempFolder;
import io.mudanza.platform.standin.StandInNode;
import io.mudanza.platform.standin.StepClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ExportingNode.class)
class ExportTest {

    @ConfigProperty(name = "mudanza.platform.database-url")
    String url;

    @ConfigProperty(name = "mudanza.platform.username")
    String user;

    @ConfigProperty(name = "mudanza.platform.password")
    String password;

    @ConfigProperty(name = "mudanza.platform.media")
    Path media;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @ConfigProperty(name = "mudanza.topic-prefix")
    String prefix;

    @ConfigProperty(name = "mudanza.node.data-dir")
    Path data;

    private StepClient steps;

    @BeforeEach
    void fill() throws Exception {
        steps = new StepClient(brokers, prefix);
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS song");
            statement.execute("CREATE TABLE song (id int PRIMARY KEY, title text)");
            statement.execute("INSERT INTO song SELECT i, 'canción ' || i FROM generate_series(1, 5000) i");
        }
        for (int i = 0; i < 5; i++) {
            Files.createDirectories(media.resolve("covers"));
            Files.writeString(media.resolve("covers/carátula " + i + ".txt"), "cover " + i);
        }
    }

    @AfterEach
    void close() {
        steps.close();
    }

    private static RequestSpecification internal() {
        return given().header("Authorization", StandInNode.bearer()).urlEncodingEnabled(false);
    }

    private static String path(UUID job) {
        return "/internal/exporting/jobs/" + job;
    }

    private List<FeedLine> feed(UUID job) throws Exception {
        List<FeedLine> lines = new ArrayList<>();
        for (String line : internal().get(path(job) + "/parts").asString().split("\n")) {
            FeedLine read = FeedJson.read(line);
            if (!(read instanceof FeedLine.Alive)) {
                lines.add(read);
            }
        }
        return lines;
    }

    private static List<Part> parts(List<FeedLine> feed) {
        return feed.stream()
                .filter(FeedLine.Sealed.class::isInstance)
                .map(line -> ((FeedLine.Sealed) line).part())
                .toList();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void servesTheFeedAndThePartsOfAnExport() throws Exception {
        // Given
        UUID job = UUID.randomUUID();
        // When the feed is followed from before the first part on
        UUID step = steps.send(job, StepKind.EXPORT, JobDirection.EXPORT, JobOptions.defaults(), Map.of());
        org.awaitility.Awaitility.await().until(() -> internal().head(path(job) + "/bundle").statusCode() != 404);
        List<FeedLine> feed = feed(job);
        Map<String, Object> facts = steps.await(step).facts();
        // Then
        assertThat(feed.getFirst()).isInstanceOf(FeedLine.Opened.class);
        assertThat(feed.getLast()).isInstanceOf(FeedLine.Completed.class);
        Manifest manifest = ManifestJson.manifest(((FeedLine.Completed) feed.getLast()).manifestJson());
        assertThat(manifest.rows()).isEqualTo(5000);
        assertThat(manifest.media().files()).isEqualTo(5);
        assertThat(((Number) facts.get(StepFacts.ROWS)).longValue()).isEqualTo(5000);
        assertThat(facts).containsKey(StepFacts.MANIFEST_SHA256);
        for (Part part : parts(feed)) {
            Response answer = internal().get(path(job) + "/parts/" + part.name());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.header("ETag")).isEqualTo("\"" + part.sha256() + "\"");
            assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(part.storedBytes()));
            assertThat(sha256(answer.asByteArray())).isEqualTo(part.sha256());
        }
    }

    @Test
    void sendsSmallPartsWithTheirLines() throws Exception {
        // Given
        UUID job = UUID.randomUUID();
        steps.run(job, StepKind.EXPORT, JobDirection.EXPORT, JobOptions.defaults(), Map.of()).facts();
        List<FeedLine> plain = feed(job);
        // When
        String carrying = internal().get(path(job) + "/parts?carry=2000&carry_from=1").asString();
        // Then
        List<FeedLine> lines = new ArrayList<>();
        int number = 0;
        for (String text : carrying.split("\n")) {
            if (FeedJson.read(text) instanceof FeedLine.Sealed sealed) {
                boolean expected = number++ > 0 && sealed.part().storedBytes() <= 2000;
                assertThat(sealed.bytes() != null).isEqualTo(expected);
                if (expected) {
                    assertThat(sha256(sealed.bytes())).isEqualTo(sealed.part().sha256());
                }
                lines.add(new FeedLine.Sealed(sealed.part()));
            } else {
                lines.add(FeedJson.read(text));
            }
        }
        assertThat(lines).isEqualTo(plain);
        assertThat(number).isGreaterThan(2);
    }

    @Test
    void servesRangesOfAPart() throws Exception {
        // Given
        UUID job = UUID.randomUUID();
        steps.run(job, StepKind.EXPORT, JobDirection.EXPORT, JobOptions.defaults(), Map.of()).facts();
        Part part = parts(feed(job)).getFirst();
        String path = path(job) + "/parts/" + part.name();
        byte[] whole = internal().get(path).asByteArray();
        // When
        Response middle = internal().header("Range", "bytes=3-9").get(path);
        Response tail = internal().header("Range", "bytes=-4").get(path);
        Response beyond = internal().header("Range", "bytes=" + whole.length + "-").get(path);
        Response other = internal().header("Range", "bytes=3-").header("If-Range", "\"other\"").get(path);
        Response wrong = internal().header("If-Match", "\"other\"").get(path);
        Response known = internal().header("If-None-Match", middle.header("ETag")).get(path);
        // Then
        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.header("Content-Range")).isEqualTo("bytes 3-9/" + whole.length);
        assertThat(middle.asByteArray()).isEqualTo(java.util.Arrays.copyOfRange(whole, 3, 10));
        assertThat(tail.asByteArray()).isEqualTo(java.util.Arrays.copyOfRange(whole, whole.length - 4, whole.length));
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(wrong.statusCode()).isEqualTo(412);
        assertThat(known.statusCode()).isEqualTo(304);
    }

    @Test
    void refusesStrangersAndNamesWhatIsMissing() {
        // Given
        UUID job = UUID.randomUUID();
        // When
        int stranger = given().get(path(job) + "/parts").statusCode();
        Response nothing = internal().get(path(job) + "/parts");
        Response escape = internal().get(path(job) + "/parts/../../../etc/passwd");
        // Then
        assertThat(stranger).isEqualTo(401);
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(nothing.jsonPath().getString("code")).isEqualTo("not_found");
        assertThat(nothing.contentType()).startsWith("application/problem+json");
        assertThat(escape.statusCode()).isEqualTo(404);
    }

    @Test
    void aRepeatedCommandAndAnotherStepFindTheExportComplete() throws Exception {
        // Given
        UUID job = UUID.randomUUID();
        Map<String, Object> first =
                steps.run(job, StepKind.EXPORT, JobDirection.EXPORT, JobOptions.defaults(), Map.of()).facts();
        // When
        Map<String, Object> second =
                steps.run(job, StepKind.EXPORT, JobDirection.EXPORT, JobOptions.defaults(), Map.of()).facts();
        // Then
        assertThat(second).isEqualTo(first);
    }

    @Test
    void aFailedExportSaysSoInItsFeedAndCanBeStartedAgain() throws Exception {
        // Given a table that is not there
        UUID job = UUID.randomUUID();
        JobOptions wrong = new JobOptions(false, true, List.of("public.song"), List.of(), null, true, false, null, false, false);
        Files.createDirectories(data.resolve("exports").resolve(job.toString()));
        Files.writeString(data.resolve("exports").resolve(job.toString()).resolve("1"), "in the way");
        // When
        StepClient.Ending failed = steps.run(job, StepKind.EXPORT, JobDirection.EXPORT, wrong, Map.of());
        Map<String, Object> facts = steps.run(job, StepKind.EXPORT, JobDirection.EXPORT, wrong, Map.of()).facts();
        // Then
        assertThat(failed.failed().code()).isEqualTo("store_failed");
        assertThat(((Number) facts.get(StepFacts.ROWS)).longValue()).isEqualTo(5000);
        assertThat(feed(job).getLast()).isInstanceOf(FeedLine.Completed.class);
    }

    @Test
    void servesTheBundleAsOneFileWithItsMedia() throws Exception {
        // Given
        UUID job = UUID.randomUUID();
        steps.run(job, StepKind.EXPORT, JobDirection.EXPORT, JobOptions.defaults(), Map.of()).facts();
        // When
        Response whole = internal().get(path(job) + "/bundle");
        byte[] bytes = whole.asByteArray();
        Response piece = internal().header("Range", "bytes=1000-1999").get(path(job) + "/bundle");
        // Then
        assertThat(whole.header("Content-Length")).isEqualTo(String.valueOf(bytes.length));
        assertThat(whole.header("Repr-Digest")).isEqualTo("sha-256=:" + java.util.Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes)) + ":");
        assertThat(piece.statusCode()).isEqualTo(206);
        assertThat(piece.asByteArray()).isEqualTo(java.util.Arrays.copyOfRange(bytes, 1000, 2000));
        assertThat(piece.header("ETag")).isEqualTo(whole.header("ETag"));
        Path file = TempFolder.create("bundle").resolve("bundle.tar");
        Files.write(file, bytes);
        try (BundleFile bundle = BundleFile.open(file)) {
            assertThat(bundle.manifest().rows()).isEqualTo(5000);
            List<Part> blobs =
                    bundle.manifest().parts().stream().filter(part -> part.kind() == PartKind.MEDIA).toList();
            assertThat(blobs).hasSize(5);
            for (Part blob : blobs) {
                assertThat(sha256(bundle.open(blob.name(), 0).readAllBytes())).isEqualTo(blob.sha256());
            }
        }
    }

    @Test
    void removesAnExport() throws Exception {
        // Given
        UUID job = UUID.randomUUID();
        steps.run(job, StepKind.EXPORT, JobDirection.EXPORT, JobOptions.defaults(), Map.of()).facts();
        // When
        int removed = internal().delete(path(job)).statusCode();
        // Then
        assertThat(removed).isEqualTo(204);
        assertThat(internal().get(path(job) + "/parts").statusCode()).isEqualTo(404);
        assertThat(data.resolve("exports").resolve(job.toString())).doesNotExist();
    }
}
