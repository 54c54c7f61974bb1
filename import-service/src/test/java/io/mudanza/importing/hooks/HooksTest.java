package io.mudanza.importing.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.importing.PlatformUnderTest;
import io.mudanza.platform.standin.StandInNode;
import io.mudanza.platform.standin.StepClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hooks around publish and rollback, with real steps. */
@QuarkusTest
@QuarkusTestResource(value = HookedNode.class, restrictToAnnotatedClass = true)
class HooksTest extends PlatformUnderTest {

    /** Not injected: every test of the module would need the setting then. */
    private final Path folder = Path.of(ConfigProvider.getConfig().getValue(HookedNode.FOLDER, String.class));

    @Inject
    HookLedger ledger;

    @Inject
    Hooks hooks;

    @BeforeEach
    void loaded() throws Exception {
        for (String name : List.of("calls", "fail-stop", "fail-start")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        StandInNode.received(job, source().extract());
        run(StepKind.PREFLIGHT).facts();
        run(StepKind.LOAD).facts();
    }

    private StepClient.Ending run(StepKind kind) {
        return run(kind, JobOptions.defaults());
    }

    private List<String> calls() throws Exception {
        return Files.exists(folder.resolve("calls")) ? Files.readAllLines(folder.resolve("calls")) : List.of();
    }

    private boolean published() throws Exception {
        return texts("SELECT to_regclass('public.\"Song\"') IS NOT NULL").getFirst().equals("t");
    }

    @Test
    void runOnceAroundPublishAndRollback() throws Exception {
        // When: the answer of the step is lost and it runs again
        run(StepKind.PUBLISH).facts();
        run(StepKind.PUBLISH).facts();

        // Then
        assertThat(published()).isTrue();
        assertThat(calls()).containsExactly("stop before-publish publish", "start after-publish publish");

        // When
        steps.run(UUID.randomUUID(), StepKind.ROLL_BACK, JobDirection.ROLLBACK, JobOptions.defaults(),
                Map.of(StepFacts.SUBJECT_JOB_ID, job.toString())).facts();

        // Then
        assertThat(published()).isFalse();
        assertThat(calls()).hasSize(4).endsWith("stop before-publish rollback", "start after-publish rollback");
    }

    @Test
    void aFailureBeforeChangesNothingAndStartsTheApplicationAgain() throws Exception {
        // Given
        Files.createFile(folder.resolve("fail-stop"));

        // When
        var ending = run(StepKind.PUBLISH);

        // Then
        assertThat(ending.failed().code()).isEqualTo("hook_failed");
        assertThat(ending.failed().detail()).contains("code 1").contains("Nothing was switched");
        assertThat(published()).isFalse();
        assertThat(calls()).containsExactly("stop before-publish publish", "start after-publish publish");

        // When: it is mended and tried again
        Files.delete(folder.resolve("fail-stop"));
        run(StepKind.PUBLISH).facts();

        // Then
        assertThat(published()).isTrue();
        assertThat(calls()).hasSize(4);
    }

    @Test
    void aFailureAfterIsAWarningForTheCertificate() throws Exception {
        // Given
        Files.createFile(folder.resolve("fail-start"));

        // When
        run(StepKind.PUBLISH).facts();
        run(StepKind.PUBLISH).facts();

        // Then
        assertThat(published()).isTrue();
        assertThat(facts.get(StepFacts.PUBLISH_NOTES).toString()).contains("after-publish ended with code 1")
                .contains("Start it by hand");
        assertThat(calls()).containsExactly("stop before-publish publish", "start after-publish publish");
    }

    @Test
    void aTakenOverStepGoesOnFromTheHookThatHasRun() throws Exception {
        // Given: a process that died between the hook and the switch
        ledger.write(job, SwitchAction.PUBLISH, HookLedger.State.STOPPED, null);

        // When
        run(StepKind.PUBLISH).facts();

        // Then
        assertThat(published()).isTrue();
        assertThat(calls()).containsExactly("start after-publish publish");
    }

    @Test
    void aSwitchThatFailsStartsTheApplicationAgain() throws Exception {
        // Given: what was loaded is gone
        facts.remove(StepFacts.SHADOW_DATABASE);
        run(StepKind.DISCARD).facts();

        // When
        var ending = run(StepKind.PUBLISH);

        // Then
        assertThat(ending.failed().code()).isEqualTo("publish_failed");
        assertThat(calls()).containsExactly("stop before-publish publish", "start after-publish publish");
        assertThat(ledger.find(job, SwitchAction.PUBLISH)).isEmpty();
    }

    @Test
    void aJobThatIsGivenUpStartsTheApplicationAndSoDoesTheWatch() throws Exception {
        // Given
        ledger.write(job, SwitchAction.PUBLISH, HookLedger.State.STOPPED, null);
        UUID gone = UUID.randomUUID();
        ledger.write(gone, SwitchAction.ROLLBACK, HookLedger.State.STOPPING, null);

        // When
        run(StepKind.DISCARD).facts();

        // Then
        assertThat(calls()).containsExactly("start after-publish publish");
        assertThat(ledger.takeLeftOpen(Duration.ofMinutes(5))).isEmpty();

        // When
        var open = ledger.takeLeftOpen(Duration.ZERO).orElseThrow();
        hooks.startLeftOpen(open.job(), open.action());

        // Then
        assertThat(open).isEqualTo(new HookLedger.LeftOpen(gone, SwitchAction.ROLLBACK));
        assertThat(calls()).endsWith("start after-publish rollback");
        assertThat(ledger.find(gone, SwitchAction.ROLLBACK)).isEmpty();
    }

    @Test
    void takesAPublishOfAFailedJobBackWithTheApplicationStopped() throws Exception {
        // Given
        run(StepKind.PUBLISH).facts();

        // When
        run(StepKind.DISCARD).facts();

        // Then
        assertThat(published()).isFalse();
        assertThat(calls()).containsExactly("stop before-publish publish", "start after-publish publish",
                "stop before-publish rollback", "start after-publish rollback");
        assertThat(ledger.find(job, SwitchAction.PUBLISH)).isEmpty();
        assertThat(ledger.find(job, SwitchAction.ROLLBACK)).isEmpty();
    }
}
