package io.mudanza.importing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.job.TargetMode;
import io.mudanza.contracts.step.StepCommand;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.embedded.process.TempFolder;
import io.mudanza.platform.standin.SourceBundle;
import io.mudanza.platform.standin.StandInNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ImportingNode.class)
class ImportTest extends PlatformUnderTest {

    @ConfigProperty(name = "mudanza.platform.media")
    Path media;

    @BeforeEach
    void oldMedia() throws Exception {
        Files.writeString(media.resolve("old.txt"), "old");
        Files.writeString(media.resolve("same.txt"), "same");
    }

    private List<String> tables() throws Exception {
        return texts("SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
                + " ORDER BY 1");
    }

    private List<String> databases() throws Exception {
        String name = platform().database();
        return texts("SELECT datname FROM pg_database WHERE datname LIKE '%" + name + "%' ORDER BY 1");
    }

    private static RequestSpecification internal() {
        return given().header("Authorization", StandInNode.bearer());
    }

    private static JobOptions options(TargetMode mode, boolean dryRun) {
        return new JobOptions(true, true, List.of(), List.of(), null, true, false, mode, dryRun, false);
    }

    @Test
    void loadsPublishesAndRollsBackWithMedia() throws Exception {
        // Given a bundle and its staged media
        StandInNode.received(job, source().extract());
        source().stage(media, job);
        facts.put(StepFacts.MEDIA_FILES, 2);
        // When it is loaded
        run(StepKind.PREFLIGHT, JobOptions.defaults()).facts();
        run(StepKind.LOAD, JobOptions.defaults()).facts();
        // Then nothing is visible yet
        assertThat(facts).containsEntry(StepFacts.MODE, "database-swap").containsEntry(StepFacts.TARGET_HAD_DATA, true);
        assertThat(((Number) facts.get(StepFacts.ROWS)).longValue()).isEqualTo(SourceBundle.SONGS);
        assertThat(tables()).containsExactly("old_song");
        assertThat(media.resolve("old.txt")).exists();
        // When it is published
        run(StepKind.PUBLISH, JobOptions.defaults()).facts();
        // Then both are new, and nothing of the tool is left in the database
        assertThat(tables()).containsExactly("Song", "nothing");
        assertThat(texts("SELECT count(*) FROM \"Song\"")).containsExactly(String.valueOf(SourceBundle.SONGS));
        assertThat(texts("SELECT nspname FROM pg_namespace WHERE nspname LIKE '%mudanza%'")).isEmpty();
        assertThat(media.resolve("a b/ñandú 🎵.txt")).hasContent("new");
        assertThat(media.resolve("old.txt")).doesNotExist();
        assertThat(facts).containsEntry(StepFacts.CHECKPOINT_ID, job.toString());
        var listed = internal().get("/internal/importing/checkpoints").jsonPath();
        assertThat(listed.getList("checkpoints.id", String.class)).contains(job.toString());
        assertThat(listed.getBoolean("checkpoints.find { it.id == '" + job + "' }.valid")).isTrue();
        // When it is rolled back
        Map<String, Object> subject = Map.of(StepFacts.SUBJECT_JOB_ID, job.toString());
        steps.run(UUID.randomUUID(), StepKind.ROLL_BACK, JobDirection.ROLLBACK, JobOptions.defaults(), subject).facts();
        // Then both are old again, and a second rollback says that there is nothing to put back
        assertThat(texts("SELECT id FROM old_song")).containsExactly("7");
        assertThat(media.resolve("old.txt")).hasContent("old");
        var again = steps.run(UUID.randomUUID(), StepKind.ROLL_BACK, JobDirection.ROLLBACK, JobOptions.defaults(), subject);
        assertThat(again.failed().code()).isEqualTo("checkpoint_missing");
        // When the replaced state is dropped
        assertThat(internal().delete("/internal/importing/checkpoints/" + job + "-replaced").statusCode()).isEqualTo(204);
        // Then nothing of the job is left
        assertThat(databases()).containsExactly(platform().database());
        assertThat(internal().delete("/internal/importing/checkpoints/" + job).statusCode()).isEqualTo(404);
    }

    @Test
    void everyStepMayBeRepeated() throws Exception {
        // Given
        StandInNode.received(job, source().extract());
        // When every step runs twice
        for (StepKind kind : List.of(StepKind.PREFLIGHT, StepKind.LOAD, StepKind.PUBLISH)) {
            run(kind, JobOptions.defaults()).facts();
            run(kind == StepKind.PREFLIGHT ? StepKind.PREFLIGHT : kind, JobOptions.defaults()).facts();
        }
        // Then
        assertThat(texts("SELECT count(*) FROM \"Song\"")).containsExactly(String.valueOf(SourceBundle.SONGS));
        assertThat(facts).containsEntry(StepFacts.CHECKPOINT_ID, job.toString());
        internal().delete("/internal/importing/checkpoints/" + job);
    }

    @Test
    void discardsWhatWasLoaded() throws Exception {
        // Given
        StandInNode.received(job, source().extract());
        source().stage(media, job);
        run(StepKind.PREFLIGHT, JobOptions.defaults()).facts();
        run(StepKind.LOAD, JobOptions.defaults()).facts();
        // When
        run(StepKind.DISCARD, JobOptions.defaults()).facts();
        run(StepKind.DISCARD, JobOptions.defaults()).facts();
        // Then
        assertThat(databases()).containsExactly(platform().database());
        assertThat(tables()).containsExactly("old_song");
        try (var beside = Files.list(media.getParent())) {
            assertThat(beside.map(path -> path.getFileName().toString())).noneMatch(name -> name.contains("mudanza-" + job));
        }
    }

    @Test
    void takesBackWhatAFailedJobHadPublished() throws Exception {
        // Given a publish whose answer never reached the saga
        StandInNode.received(job, source().extract());
        for (StepKind kind : List.of(StepKind.PREFLIGHT, StepKind.LOAD, StepKind.PUBLISH)) {
            run(kind, JobOptions.defaults()).facts();
        }
        // When
        run(StepKind.DISCARD, JobOptions.defaults()).facts();
        run(StepKind.DISCARD, JobOptions.defaults()).facts();
        // Then
        assertThat(tables()).containsExactly("old_song");
        assertThat(internal().delete("/internal/importing/checkpoints/" + job + "-replaced").statusCode()).isEqualTo(204);
        assertThat(databases()).containsExactly(platform().database());
    }

    @Test
    void loadsAnewWhenTheSourceBeganAgain() throws Exception {
        // Given a feed whose first bundle was never finished, and that begins again
        Path bundle = source().extract();
        Path feed = bundle.resolve("feed.ndjson");
        List<String> first = Files.readAllLines(feed);
        StandInNode.received(job, bundle);
        Files.writeString(feed, String.join("\n", first.subList(0, first.size() - 1)) + "\n");
        run(StepKind.PREFLIGHT, JobOptions.defaults()).facts();
        UUID step = steps.send(job, StepKind.LOAD, JobDirection.PULL, JobOptions.defaults(), facts);
        // When
        Path second = source().extract(TempFolder.create("second"));
        Files.write(feed, Files.readAllBytes(second.resolve("feed.ndjson")), StandardOpenOption.APPEND);
        org.apache.commons.io.FileUtils.copyDirectory(second.resolve("data").toFile(), bundle.resolve("data").toFile());
        org.apache.commons.io.FileUtils.copyDirectory(second.resolve("schema").toFile(), bundle.resolve("schema").toFile());
        facts.putAll(steps.await(step).facts());
        // Then
        assertThat(((Number) facts.get(StepFacts.ROWS)).longValue()).isEqualTo(SourceBundle.SONGS);
        run(StepKind.DISCARD, JobOptions.defaults()).facts();
    }

    @Test
    void refusesAPartThatWasAlteredAndLeavesTheTargetAlone() throws Exception {
        // Given a part with one byte changed
        Path bundle = source().extract();
        Path part;
        try (var parts = Files.walk(bundle.resolve("data"))) {
            part = parts.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length / 2] ^= 1;
        Files.write(part, bytes);
        StandInNode.received(job, bundle);
        run(StepKind.PREFLIGHT, JobOptions.defaults()).facts();
        // When
        var ending = run(StepKind.LOAD, JobOptions.defaults());
        run(StepKind.DISCARD, JobOptions.defaults()).facts();
        // Then
        assertThat(ending.failed().code()).isEqualTo("bundle_part_corrupt");
        assertThat(tables()).containsExactly("old_song");
        assertThat(databases()).containsExactly(platform().database());
    }

    @Test
    void planOfADryRunNamesTheTables() throws Exception {
        // Given
        StandInNode.received(job, source().extract());
        // When
        run(StepKind.PREFLIGHT, options(TargetMode.AUTO, true)).facts();
        // Then
        assertThat((String) facts.get(StepFacts.PLAN)).contains("\"table\":\"public.Song\"").contains("estimated_seconds");
        assertThat(databases()).containsExactly(platform().database());
    }

    @Test
    void loadsInPlaceAndRollsBack() throws Exception {
        // Given
        StandInNode.received(job, source().extract());
        // When
        run(StepKind.PREFLIGHT, options(TargetMode.IN_PLACE, false)).facts();
        run(StepKind.LOAD, options(TargetMode.IN_PLACE, false)).facts();
        run(StepKind.PUBLISH, options(TargetMode.IN_PLACE, false)).facts();
        // Then
        assertThat(texts("SELECT count(*) FROM public.\"Song\"")).containsExactly(String.valueOf(SourceBundle.SONGS));
        // When
        steps.run(UUID.randomUUID(), StepKind.ROLL_BACK, JobDirection.ROLLBACK, JobOptions.defaults(),
                Map.of(StepFacts.SUBJECT_JOB_ID, job.toString())).facts();
        // Then
        assertThat(texts("SELECT id FROM public.old_song")).containsExactly("7");
        internal().delete("/internal/importing/checkpoints/" + job + "-replaced");
    }

    @Test
    void cancellingALoadThatWaitsEndsIt() throws Exception {
        // Given a feed that does not go on
        Path bundle = source().extract();
        Path feed = bundle.resolve("feed.ndjson");
        List<String> lines = Files.readAllLines(feed);
        Files.writeString(feed, String.join("\n", lines.subList(0, 2)) + "\n", StandardCharsets.UTF_8);
        StandInNode.received(job, bundle);
        run(StepKind.PREFLIGHT, JobOptions.defaults()).facts();
        StepCommand load = new StepCommand(
                job, UUID.randomUUID(), StepKind.LOAD, JobDirection.PULL, JobOptions.defaults(), facts);
        steps.send(load);
        org.awaitility.Awaitility.await().until(() -> databases().size() > 1);
        // When
        steps.cancel(job, StepKind.LOAD);
        // Then
        assertThat(steps.await(load.stepId()).failed().code()).isEqualTo("cancelled");
        run(StepKind.DISCARD, JobOptions.defaults()).facts();
        assertThat(databases()).containsExactly(platform().database());
    }

    @Test
    void refusesStrangers() {
        // When
        int listed = given().get("/internal/importing/checkpoints").statusCode();
        int dropped = given().delete("/internal/importing/checkpoints/x").statusCode();
        // Then
        assertThat(listed).isEqualTo(401);
        assertThat(dropped).isEqualTo(401);
    }
}
