package io.mudanza.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.testing.CommandRun;
import io.mudanza.cli.testing.SmallNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullCommandTest {

    @TempDir
    Path home;

    private SmallNode node;
    private CommandRun command;

    @BeforeEach
    void start() throws Exception {
        node = new SmallNode();
        command = new CommandRun(home).with("MUDANZA_NODE", node.url().toString()).with("MUDANZA_TOKEN", SmallNode.TOKEN);
        node.on("POST", "pull/", 202, "{\"job_id\":\"j1\",\"status\":\"pending\"}");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void jobEnds(String status, String verdict, String error) {
        node.on("GET", "jobs/j1/", 200, """
                {"id":"j1","direction":"pull","status":"%s","verdict":%s,"rows":5,"bytes":100,"media_files":2,
                 "duration_seconds":1.5,"error":%s}""".formatted(status, verdict, error));
        node.on("GET", "jobs/j1/certificate/", 200, "{\"certificate\":{},\"signature\":{}}");
    }

    @Test
    void endsWithZeroAndOneObjectWhenEverythingIsEqual() throws Exception {
        // Given
        jobEnds("completed", "\"EQUAL\"", "null");
        Path token = Files.writeString(home.resolve("token"), "mig_source\n");

        // When
        var outcome = command.run("pull", "--source-url", "https://a.example", "--source-token-file", token.toString(),
                "--verify", "--create-checkpoint", "--json");

        // Then
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.json().fieldNames()).toIterable().containsExactly(
                "job_id", "status", "verdict", "rows", "bytes", "media_files", "duration_seconds", "certificate");
        assertThat(outcome.json().path("verdict").asText()).isEqualTo("EQUAL");
        assertThat(outcome.json().path("certificate").has("signature")).isTrue();
        var body = JsonText.MAPPER.readTree(node.requests("POST", "pull/").getFirst().body());
        assertThat(body.path("source_token").asText()).isEqualTo("mig_source");
        assertThat(body.path("create_checkpoint").asBoolean()).isTrue();
        assertThat(body.path("include_media").asBoolean()).isTrue();
        assertThat(body.path("verify").asText()).isEqualTo("full");
        assertThat(node.requests("POST", "pull/").getFirst().key()).isNotBlank();
        assertThat(outcome.err()).doesNotContain("mig_source");
    }

    @Test
    void theMissionsFormWorksAndWarnsThatTheTokenIsVisible() {
        // Given
        jobEnds("completed", "\"EQUAL\"", "null");

        // When
        var outcome = command.run("pull_from_source", "--source-url", "https://a", "--source-token", "mig_x", "--verify");

        // Then
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).contains("visible to everybody").doesNotContain("mig_x");
        assertThat(outcome.out()).contains("j1").contains("EQUAL");
    }

    @Test
    void switchesOffWhatIsOnByDefault() throws Exception {
        // Given
        jobEnds("completed", "\"EQUAL\"", "null");

        // When
        command.with("MUDANZA_SOURCE_TOKEN", "t")
                .run("pull", "--source-url", "https://a", "--no-create-checkpoint", "--no-include-media", "--verify=counts");

        // Then
        var body = JsonText.MAPPER.readTree(node.requests("POST", "pull/").getFirst().body());
        assertThat(body.path("create_checkpoint").asBoolean(true)).isFalse();
        assertThat(body.path("include_media").asBoolean(true)).isFalse();
        assertThat(body.path("verify").asText()).isEqualTo("counts");
    }

    @Test
    void saysSevenWhenTheVerdictIsNotEqual() {
        // Given
        jobEnds("completed", "\"NOT_VERIFIED\"", "null");

        // When
        var outcome = command.with("MUDANZA_SOURCE_TOKEN", "t").run("pull", "--source-url", "https://a", "--json");

        // Then
        assertThat(outcome.exitCode()).isEqualTo(7);
        assertThat(outcome.json().path("status").asText()).isEqualTo("completed");
        assertThat(outcome.failure().path("code").asText()).isEqualTo("verification_not_verified");
    }

    @Test
    void saysWhyAJobRolledBack() {
        // Given
        jobEnds("rolled_back", "null", "{\"code\":\"target_full\",\"detail\":\"Free 3 GB on the target.\"}");
        command.with("MUDANZA_SOURCE_TOKEN", "t");

        // When
        var full = command.run("pull", "--source-url", "https://a");
        jobEnds("rolled_back", "\"DIFFERENT\"", "{\"code\":\"verification_different\",\"detail\":\"orders differs.\"}");
        var different = command.run("pull", "--source-url", "https://a");
        jobEnds("failed", "null", "{\"code\":\"internal_error\",\"detail\":\"Oh.\"}");
        var failed = command.run("pull", "--source-url", "https://a", "--json");

        // Then
        assertThat(full.exitCode()).isEqualTo(6);
        assertThat(full.err()).contains("error: Free 3 GB on the target.");
        assertThat(different.exitCode()).isEqualTo(7);
        assertThat(failed.exitCode()).isEqualTo(6);
        assertThat(failed.failure().path("code").asText()).isEqualTo("internal_error");
    }

    @Test
    void goesOnAfterTheStreamOfEventsBreaksAndTellsWhereItWas() {
        // Given
        AtomicInteger asked = new AtomicInteger();
        node.on("GET", "jobs/j1/", (exchange, body) -> SmallNode.reply(exchange, 200, asked.getAndIncrement() < 2
                ? "{\"id\":\"j1\",\"direction\":\"pull\",\"status\":\"running\",\"progress_percent\":1}"
                : "{\"id\":\"j1\",\"direction\":\"pull\",\"status\":\"completed\",\"verdict\":\"EQUAL\"}"));
        var lastIds = new java.util.concurrent.ConcurrentLinkedQueue<String>();
        node.on("GET", "jobs/j1/events", (exchange, body) -> {
            lastIds.add(String.valueOf(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write((": hi\n\nid: 7\nevent: log\n"
                    + "data: {\"level\":\"WARNING\",\"message\":\"A trigger stays.\"}\n\nid: 8\nda")
                    .getBytes(StandardCharsets.UTF_8));
        });
        node.on("GET", "jobs/j1/certificate/", 404, SmallNode.problem("not_found", "none"));

        // When
        var outcome = command.with("MUDANZA_SOURCE_TOKEN", "t").run("pull", "--source-url", "https://a", "--json");

        // Then
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).contains("warning: A trigger stays.");
        assertThat(lastIds).containsExactly("null", "7");
    }

    @Test
    void asksOnATerminalAndDemandsConfirmationForWhatCannotBeUndone() {
        // Given
        jobEnds("completed", "\"EQUAL\"", "null");
        command.with("MUDANZA_SOURCE_TOKEN", "t");

        // When
        var silent = command.run("pull", "--source-url", "https://a", "--overwrite", "--no-create-checkpoint");
        var refused = command.onTerminal("n").run("pull", "--source-url", "https://a");
        var accepted = command.onTerminal("y").run("pull", "--source-url", "https://a");

        // Then
        assertThat(silent.exitCode()).isEqualTo(2);
        assertThat(silent.err()).contains("--confirm");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(accepted.exitCode()).isZero();
        assertThat(node.requests("POST", "pull/")).hasSize(1);
    }

    @Test
    void tellsProblemsOfTheNodeWithTheirExitCode() {
        // Given
        node.on("POST", "pull/", 409, SmallNode.problem("platform_busy", "Job j0 holds the platform."));
        command.with("MUDANZA_SOURCE_TOKEN", "t");

        // When
        var busy = command.run("pull", "--source-url", "https://a", "--json", "--lang", "es");
        var token = command.with("MUDANZA_TOKEN", "wrong").run("pull", "--source-url", "https://a");
        node.close();
        var gone = command.run("pull", "--source-url", "https://a");

        // Then
        assertThat(busy.exitCode()).isEqualTo(5);
        assertThat(busy.failure().path("detail").asText()).isEqualTo("Job j0 holds the platform.");
        assertThat(node.requests("POST", "pull/").getFirst().language()).isEqualTo("es");
        assertThat(token.exitCode()).isEqualTo(4);
        assertThat(gone.exitCode()).isEqualTo(8);
    }
}
