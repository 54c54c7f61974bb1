package io.mudanza.verifying;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.StoreFeed;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.job.VerifyLevel;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.embedded.testing.TestInfra;
import io.mudanza.engine.certificate.CertificateVerifier;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.load.LoadRequest;
import io.mudanza.engine.load.Loader;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.platform.PlatformSettings;
import io.mudanza.platform.standin.SourceBundle;
import io.mudanza.platform.standin.StandInNode;
import io.mudanza.platform.standin.StepClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(VerifyingNode.class)
class VerifyTest {

    @ConfigProperty(name = "mudanza.platform.media")
    Path media;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @ConfigProperty(name = "mudanza.topic-prefix")
    String prefix;

    private StepClient steps;
    @Inject
    PlatformSettings platform;

    private Path bundle;
    private SourceBundle source;
    private DatabaseAddress shadow;
    private final UUID job = UUID.randomUUID();
    private final Map<String, Object> facts = new HashMap<>();

    @BeforeEach
    void load() throws Exception {
        steps = new StepClient(brokers, prefix);
        source = new SourceBundle();
        SourceBundle.run(source.address(), "CREATE TABLE picture (id int PRIMARY KEY, file text)",
                "INSERT INTO picture VALUES (1, 'same.txt'), (2, 'a b/ñandú 🎵.txt'), (3, 'lost.jpg')");
        bundle = source.extract();
        StandInNode.received(job, bundle);
        TestInfra.Database database = TestInfra.newDatabase("shadow");
        shadow = DatabaseAddress.parse(database.jdbcUrl(), database.username(), database.password());
        try (StoreFeed feed = new StoreFeed(new DirectoryPartStore(bundle))) {
            new Loader().load(LoadRequest.of(shadow), feed, ProgressListener.NONE, Cancellation.NEVER);
        }
        source.stage(media, job);
        facts.put(StepFacts.SHADOW_DATABASE, shadow.database());
        facts.put(StepFacts.STARTED_AT, "2026-01-02T03:04:05Z");
        facts.put(StepFacts.PEER_URL, "https://peer.example");
    }

    @AfterEach
    void end() {
        steps.close();
    }

    private Map<String, Object> run(StepKind kind) {
        return steps.run(job, kind, JobDirection.PULL, JobOptions.defaults(), facts).facts();
    }

    private static RequestSpecification internal() {
        return given().header("Authorization", StandInNode.bearer());
    }

    private Response certificate(String query, String language) {
        return internal().header("Accept-Language", language)
                .get("/internal/verifying/jobs/" + job + "/certificate" + query);
    }

    private Response report() {
        return internal().get("/internal/verifying/jobs/" + job + "/report");
    }

    @Test
    void findsAnEqualStateEqualAndCertifiesIt() throws Exception {
        // When
        Map<String, Object> found = run(StepKind.VERIFY);
        Map<String, Object> certified = run(StepKind.CERTIFY);
        // Then
        assertThat(report().asString()).contains("lost.jpg");
        assertThat(found).as(report().asString()).containsEntry(StepFacts.VERDICT, "EQUAL");
        assertThat(certified).containsEntry(StepFacts.VERDICT, "EQUAL");
        String json = certificate("", "en").asString();
        assertThat(CertificateVerifier.ofAnyKey().check(json).holds()).isTrue();
        assertThat(json).contains("2026-01-02T03:04:05Z").doesNotContain("\"port\" : 0");
        assertThat(certificate("?format=html", "es-AR").asString()).contains("Certificado").contains("IGUAL");
        assertThat(certificate("?format=html", "en").asString()).contains("Migration certificate").doesNotContain("<script");
    }

    @Test
    void namesTheRowsAndFilesThatDiffer() throws Exception {
        // Given one row changed, one missing, and a file with other bytes
        SourceBundle.run(shadow, "UPDATE \"Song\" SET title = 'x' WHERE id = 17", "DELETE FROM picture WHERE id = 3");
        Path staged = media.resolveSibling(media.getFileName() + ".mudanza-" + job);
        Files.writeString(staged.resolve("same.txt"), "SAME");
        // When
        Map<String, Object> found = run(StepKind.VERIFY);
        // Then
        assertThat(found).containsEntry(StepFacts.VERDICT, "DIFFERENT");
        assertThat(report().asString()).contains("id=17").contains("id=3").contains("same.txt");
        List<String> log = steps.log(job);
        assertThat(log).anyMatch(line -> line.contains("public.Song") && line.contains("id=17 changed"));
        assertThat(log).anyMatch(line -> line.contains("public.picture") && line.contains("id=3 missing"));
    }

    @Test
    void whatWasNotComparedIsNotVerified() {
        // Given
        JobOptions none = new JobOptions(
                true, true, List.of(), List.of(), VerifyLevel.NONE, true, false, null, false, false);
        // When
        Map<String, Object> found = steps.run(job, StepKind.VERIFY, JobDirection.PULL, none, facts).facts();
        // Then
        assertThat(found).containsEntry(StepFacts.VERDICT, "NOT_VERIFIED");
    }

    @Test
    void comparesThePlatformLaterWithWhatAJobHadBrought() {
        // Given a job that was verified, and a platform that is something else by now
        run(StepKind.VERIFY);
        // When
        Map<String, Object> found = steps.run(UUID.randomUUID(), StepKind.VERIFY, JobDirection.VERIFY,
                JobOptions.defaults(), Map.of(StepFacts.SUBJECT_JOB_ID, job.toString())).facts();
        // Then
        assertThat(found).containsEntry(StepFacts.VERDICT, "DIFFERENT");
    }

    @Test
    void namesTheRowsOfThePlatformThatChangedSinceWhileThePartsAreKept() throws Exception {
        // Given a platform that holds what the job had brought, but for three rows
        run(StepKind.VERIFY);
        Files.createDirectories(media.resolve("a b"));
        try (StoreFeed feed = new StoreFeed(new DirectoryPartStore(bundle))) {
            new Loader().load(LoadRequest.of(platform.database()), feed, ProgressListener.NONE, Cancellation.NEVER);
        }
        SourceBundle.run(platform.database(), "UPDATE picture SET file = 'x' WHERE id = 2",
                "DELETE FROM picture WHERE id = 3", "INSERT INTO picture VALUES (9, 'new')");
        UUID later = UUID.randomUUID();
        // When
        steps.run(later, StepKind.VERIFY, JobDirection.VERIFY, JobOptions.defaults(),
                Map.of(StepFacts.SUBJECT_JOB_ID, job.toString()));
        // Then
        assertThat(steps.log(later)).anyMatch(line -> line.contains("id=2 changed") && line.contains("id=3 missing")
                && line.contains("id=9"));
    }

    @Test
    void refusesStrangersAndSaysWhatIsMissing() {
        // When
        int stranger = given().get("/internal/verifying/jobs/" + job + "/certificate").statusCode();
        Response missing = certificate("", "en");
        // Then
        assertThat(stranger).isEqualTo(401);
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.jsonPath().getString("code")).isEqualTo("not_found");
    }
}
