package io.mudanza.cli.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.Table;
import io.mudanza.cli.terminal.Terminal;
import picocli.CommandLine.Command;

/** {@code mudanza schedule list}. */
@Command(name = "list", description = "List the schedules: next run, last outcome, exports that are kept.")
final class ScheduleListCommand extends Subcommand {

    @Override
    public Integer call() {
        return show(node(), terminal());
    }

    static int show(NodeClient node, Terminal terminal) {
        JsonNode answer = node.get("schedules/");
        if (terminal.json()) {
            terminal.result(answer);
            return ExitCode.OK;
        }
        if (answer.path("schedules").isEmpty()) {
            terminal.say(terminal.texts().of("schedules.none"));
            return ExitCode.OK;
        }
        Table table = new Table("SCHEDULE", "CRON", "ZONE", "NEXT RUN", "LAST RUN", "OUTCOME", "KEEPS", "LAST GOOD EXPORT");
        for (JsonNode one : answer.path("schedules")) {
            JsonNode exports = one.path("exports");
            String keeps = one.path("keep").isNumber()
                    ? exports.size() + " of " + one.path("keep").asInt()
                    : exports.size() + " (" + one.path("keep_days").asInt() + " d)";
            table.row(
                    one.path("name").asText(),
                    one.path("cron").asText(),
                    one.path("time_zone").asText(),
                    one.path("next_run_at").asText(null),
                    one.path("last_run").path("begun_at").asText(null),
                    outcome(one.path("last_run")),
                    keeps,
                    exports.path(0).path("job_id").asText(null));
        }
        terminal.result(table.toString());
        for (JsonNode one : answer.path("schedules")) {
            if (one.hasNonNull("last_skip")) {
                terminal.say(one.path("name").asText() + ": " + one.path("last_skip").asText());
            }
        }
        return ExitCode.OK;
    }

    private static String outcome(JsonNode run) {
        String status = run.path("status").asText(null);
        return run.hasNonNull("code") ? status + " (" + run.path("code").asText() + ")" : status;
    }
}
