package io.mudanza.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.JsonText;
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
        ArrayNode lines = lines(node());
        if (terminal().json()) {
            terminal().result(JsonText.MAPPER.createObjectNode().set("logs", lines));
            return ExitCode.OK;
        }
        for (JsonNode line : lines) {
            String step = line.hasNonNull("step") ? line.path("step").asText() + ": " : "";
            terminal().result(line.path("at").asText() + " " + line.path("level").asText() + " " + step
                    + line.path("message").asText().replaceAll("\\p{Cntrl}", "?"));
        }
        if (lines.isEmpty()) {
            terminal().say(text("logs.none"));
        }
        return ExitCode.OK;
    }

    private ArrayNode lines(NodeClient node) {
        String path = "jobs/" + NodeClient.segment(job) + "/logs/?limit=200"
                + (level == null ? "" : "&level=" + NodeClient.segment(level));
        ArrayNode lines = JsonText.MAPPER.createArrayNode();
        JsonNode page = node.get(path);
        page.path("logs").forEach(lines::add);
        while (page.hasNonNull("next_after")) {
            page = node.get(path + "&after=" + page.path("next_after").asLong());
            page.path("logs").forEach(lines::add);
        }
        return lines;
    }
}
