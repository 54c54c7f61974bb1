package io.mudanza.cli.job;

import io.mudanza.cli.client.JobView;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mudanza jobs watch}. */
@Command(name = "watch", description = "Follow a job until its end. Ctrl-C leaves it running.")
final class JobsWatchCommand extends Subcommand {

    @Parameters(paramLabel = "JOB", description = "Id of the job.")
    private String job;

    @Override
    public Integer call() throws InterruptedException {
        NodeClient node = node();
        JobView ended = new JobFollower(node, terminal()).follow(job);
        return new JobEnding(node, terminal()).show(ended, JobEnding.needsVerdict(ended));
    }
}
