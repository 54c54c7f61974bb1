package io.mudanza.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.ExitCode;
import io.mudanza.cli.Subcommand;
import io.mudanza.cli.client.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mudanza jobs logs}. */
@Command(name = "logs", sortOptions = false, description = "Show the log of a job.")
final class JobsLogsCommand extends Subcommand {

    @Parameters(paramLabel = "JOB", description = "Id of the job.")
    private String job;

    @Option(names = "--level", description = "At least so grave: debug, info, warning, error.")
    private String level;

    @Override
    public Integer call() {
        String query = level == null ? "" : "?level=" + NodeClient.segment(level);
        JsonNode answer = node().get("jobs/" + NodeClient.segment(job) + "/logs/" + query);
        if (terminal().json()) {
            terminal().result(answer);
            return ExitCode.OK;
        }
        JsonNode lines = answer.isArray() ? answer : answer.path("logs");
        for (JsonNode line : lines) {
            String step = line.hasNonNull("step") ? line.path("step").asText() + ": " : "";
            String time = line.has("time") ? line.path("time").asText() : line.path("created_at").asText();
            terminal().result(time + " " + line.path("level").asText() + " " + step
                    + line.path("message").asText().replaceAll("\\p{Cntrl}", "?"));
        }
        if (lines.isEmpty()) {
            terminal().say(text("logs.none"));
        }
        return ExitCode.OK;
    }
}
