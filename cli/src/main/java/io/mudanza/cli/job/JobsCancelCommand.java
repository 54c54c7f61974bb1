package io.mudanza.cli.job;

import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mudanza jobs cancel}. */
@Command(name = "cancel", description = "Stop a job safely: it rolls back by itself.")
final class JobsCancelCommand extends Subcommand {

    @Parameters(paramLabel = "JOB", description = "Id of the job.")
    private String job;

    @Override
    public Integer call() {
        return Steered.show(terminal(), node().post("jobs/" + NodeClient.segment(job) + "/cancel/", null), job);
    }
}
