package io.mudanza.cli.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.testing.CommandRun;
import io.mudanza.cli.testing.SmallNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleCommandTest {

    private static final String SCHEDULE = """
            {"id":"s1","name":"nightly","cron":"0 3 * * *","time_zone":"UTC","keep":7,"next_run_at":"2026-12-01T03:00:00Z",
             "last_run":{"job_id":"j2","status":"failed","begun_at":"2026-11-30T03:00:01Z","code":"source_lost"},
             "last_skip":"The run of x was left out.","exports":[{"job_id":"j1","status":"completed"}]}""";

    @TempDir
    Path home;

    private SmallNode node;
    private CommandRun command;

    @BeforeEach
    void start() throws Exception {
        node = new SmallNode();
        command = new CommandRun(home).with("MUDANZA_NODE", node.url().toString()).with("MUDANZA_TOKEN", SmallNode.TOKEN);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void addsWithWhatWasSaid() throws Exception {
        // Given
        node.on("POST", "schedules/", 201, SCHEDULE);

        // When
        var outcome = command.run("schedule", "add", "--cron", "0 3 * * *", "--include-media", "--keep", "7", "--name",
                "nightly", "--time-zone", "America/Santiago", "--tables", "public.*,app.t");

        // Then
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("nightly");
        assertThat(outcome.err()).contains("2026-12-01T03:00:00Z");
        assertThat(JsonText.MAPPER.readTree(node.requests("POST", "schedules/").getFirst().body()))
                .isEqualTo(JsonText.MAPPER.readTree("""
                        {"cron":"0 3 * * *","time_zone":"America/Santiago","include_media":true,
                         "tables":["public.*","app.t"],"name":"nightly","keep":7}"""));
    }

    @Test
    void listsNextRunAndLastOutcome() throws Exception {
        // Given
        node.on("GET", "schedules/", 200, "{\"schedules\":[" + SCHEDULE + "]}");

        // When
        var table = command.run("schedule", "list");
        var json = command.run("schedule", "--json");

        // Then
        assertThat(table.out()).contains("nightly", "2026-12-01T03:00:00Z", "failed (source_lost)", "1 of 7", "j1");
        assertThat(table.err()).contains("left out");
        assertThat(json.json().path("schedules").path(0).path("name").asText()).isEqualTo("nightly");
    }

    @Test
    void removesAndRunsAndTellsWhatTheNodeRefuses() {
        // Given
        node.on("DELETE", "schedules/nightly/", 204, "");
        node.on("POST", "schedules/nightly/run/", 202, "{\"job_id\":\"j9\",\"status\":\"running\"}");
        node.on("POST", "schedules/", 422, "{\"code\":\"invalid_request\",\"detail\":\"The field cron is not valid.\"}");

        // When / Then
        assertThat(command.run("schedule", "remove", "nightly").exitCode()).isZero();
        assertThat(node.requests("DELETE", "schedules/nightly/").getFirst().query()).isEqualTo("exports=false");
        assertThat(command.run("schedule", "remove", "nightly", "--with-exports").exitCode()).isEqualTo(2);
        assertThat(command.run("schedule", "remove", "nightly", "--with-exports", "--confirm").exitCode()).isZero();
        assertThat(command.run("schedule", "run-now", "nightly").out()).contains("j9");
        var refused = command.run("schedule", "add", "--cron", "x");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("The field cron");
    }
}
