package io.mudanza.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.client.JobView;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mudanza jobs resume}. */
@Command(name = "resume", description = "Go on with a job from its last part, and follow it.")
final class JobsResumeCommand extends Subcommand {

    @Parameters(paramLabel = "JOB", description = "Id of the job.")
    private String job;

    @Option(names = "--detach", description = "Leave it running.")
    private boolean detach;

    @Override
    public Integer call() throws InterruptedException {
        NodeClient node = node();
        JsonNode answer = node.post("jobs/" + NodeClient.segment(job) + "/resume/", null);
        if (detach) {
            return Steered.show(terminal(), answer, job);
        }
        JobView ended = new JobFollower(node, terminal()).follow(job);
        return new JobEnding(node, terminal()).show(ended, JobEnding.needsVerdict(ended));
    }
}
