package io.mudanza.cli.rollback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.direct.DirectOptions;
import io.mudanza.cli.direct.DirectRollbackRun;
import io.mudanza.cli.job.StartedJob;
import io.mudanza.cli.terminal.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mudanza rollback}: puts the checkpoint of a job back. */
@Command(
        name = "rollback",
        sortOptions = false,
        description = "Put the checkpoint of a job back; the state of now is kept aside.")
public final class RollbackCommand extends Subcommand {

    @Parameters(paramLabel = "JOB", description = "Id of the job whose checkpoint is put back.")
    private String job;

    @Option(names = "--detach", description = "Print the id of the job and leave it running.")
    private boolean detach;

    @Option(names = "--confirm", description = "Do not ask; needed where there is no terminal.")
    private boolean confirmed;

    @Mixin
    private DirectOptions direct;

    @Override
    public Integer call() throws InterruptedException {
        if (direct.wanted()) {
            confirm(confirmed, text("rollback.confirm", text("target.direct"), job));
            return new DirectRollbackRun(terminal(), root().surroundings())
                    .run(job, direct.databaseUrl(root().surroundings()), direct.media());
        }
        NodeClient node = node();
        confirm(confirmed, text("rollback.confirm", node.url(), job));
        ObjectNode body = JsonText.MAPPER.createObjectNode().put("confirm", true);
        String id = node.start("rollback/" + NodeClient.segment(job) + "/", body);
        return new StartedJob(node, terminal(), id).end(detach, false, null);
    }
}
