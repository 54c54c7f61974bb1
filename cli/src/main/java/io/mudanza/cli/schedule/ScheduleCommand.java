package io.mudanza.cli.schedule;

import io.mudanza.cli.command.Subcommand;
import picocli.CommandLine.Command;

/** {@code mudanza schedule}: exports that a node begins by itself. */
@Command(
        name = "schedule",
        description = "Exports on a timetable, kept in the node's store: add, list, run and remove them.",
        subcommands = {
            ScheduleAddCommand.class, ScheduleListCommand.class, ScheduleRemoveCommand.class, ScheduleRunCommand.class
        })
public final class ScheduleCommand extends Subcommand {

    @Override
    public Integer call() {
        return ScheduleListCommand.show(node(), terminal());
    }
}
