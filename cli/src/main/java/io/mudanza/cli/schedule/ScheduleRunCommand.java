package io.mudanza.cli.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mudanza schedule run-now}. */
@Command(name = "run-now", description = "Begin a run of a schedule now, whatever its times.")
final class ScheduleRunCommand extends Subcommand {

    @Parameters(paramLabel = "SCHEDULE", description = "Name or id of the schedule.")
    private String schedule;

    @Override
    public Integer call() {
        JsonNode answer = node().post("schedules/" + NodeClient.segment(schedule) + "/run/", null);
        if (terminal().json()) {
            terminal().result(answer);
        } else {
            terminal().result(NodeClient.jobId(answer));
            terminal().say(text("schedule.begun", NodeClient.jobId(answer)));
        }
        return ExitCode.OK;
    }
}
