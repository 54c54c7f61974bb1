package io.mudanza.cli.job;

import io.mudanza.cli.command.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mudanza jobs list}. */
@Command(name = "list", sortOptions = false, description = "List the newest jobs.")
final class JobsListCommand extends Subcommand {

    @Option(names = "--status", description = "Only these: running, completed, failed, …")
    private String status;

    @Option(names = "--direction", description = "Only these: export, import, pull, push, verify, rollback.")
    private String direction;

    @Option(names = "--limit", defaultValue = "20", description = "At most so many.")
    private int limit;

    @Override
    public Integer call() {
        return new JobList(node(), terminal()).show(status, direction, limit);
    }
}
