package io.mudanza.cli.later;

import picocli.CommandLine.Command;

/** {@code mudanza schedule}: not implemented yet. */
@Command(name = "schedule", description = "Backups on a timetable. Not implemented yet.")
public final class ScheduleCommand extends NotYet {}
