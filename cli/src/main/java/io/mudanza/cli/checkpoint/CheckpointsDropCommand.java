package io.mudanza.cli.checkpoint;

import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mudanza checkpoints drop}. */
@Command(name = "drop", description = "Drop a checkpoint for good: its job cannot be rolled back any more.")
final class CheckpointsDropCommand extends Subcommand {

    @Parameters(paramLabel = "CHECKPOINT", description = "Id of the checkpoint.")
    private String checkpoint;

    @Option(names = "--confirm", description = "Do not ask; needed where there is no terminal.")
    private boolean confirmed;

    @Override
    public Integer call() {
        NodeClient node = node();
        confirm(confirmed, text("checkpoint.drop", checkpoint, node.url()));
        node.delete("checkpoints/" + NodeClient.segment(checkpoint));
        if (terminal().json()) {
            terminal().result(JsonText.MAPPER.createObjectNode().put("id", checkpoint).put("status", "dropped"));
        } else {
            terminal().say(text("checkpoint.dropped", checkpoint));
        }
        return ExitCode.OK;
    }
}
