package io.mudanza.cli.schedule;

import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mudanza schedule remove}. */
@Command(name = "remove", description = "Remove a schedule. Its exports stay unless told otherwise.")
final class ScheduleRemoveCommand extends Subcommand {

    @Parameters(paramLabel = "SCHEDULE", description = "Name or id of the schedule.")
    private String schedule;

    @Option(names = "--with-exports", description = "Remove the exports that it kept as well.")
    private boolean exports;

    @Option(names = "--confirm", description = "Do not ask; needed where there is no terminal.")
    private boolean confirmed;

    @Override
    public Integer call() {
        NodeClient node = node();
        if (exports) {
            confirm(confirmed, text("schedule.remove", schedule, node.url()));
        }
        node.delete("schedules/" + NodeClient.segment(schedule) + "/?exports=" + exports);
        if (terminal().json()) {
            terminal().result(JsonText.MAPPER.createObjectNode().put("schedule", schedule).put("status", "removed"));
        } else {
            terminal().say(text("schedule.removed", schedule));
        }
        return ExitCode.OK;
    }
}
