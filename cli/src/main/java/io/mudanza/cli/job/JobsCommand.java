package io.mudanza.cli.job;

import io.mudanza.cli.command.Subcommand;
import picocli.CommandLine.Command;

/** {@code mudanza jobs}: the jobs of a node. */
@Command(
        name = "jobs",
        sortOptions = false,
        description = "List, show, watch, cancel and resume the jobs of a node.",
        subcommands = {
            JobsListCommand.class,
            JobsShowCommand.class,
            JobsLogsCommand.class,
            JobsWatchCommand.class,
            JobsCancelCommand.class,
            JobsResumeCommand.class
        })
public final class JobsCommand extends Subcommand {

    @Override
    public Integer call() {
        return new JobList(node(), terminal()).show(null, null, 20);
    }
}
