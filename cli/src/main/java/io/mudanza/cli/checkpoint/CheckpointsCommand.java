package io.mudanza.cli.checkpoint;

import io.mudanza.cli.command.Subcommand;
import picocli.CommandLine.Command;

/** {@code mudanza checkpoints}: what rollback can put back. */
@Command(
        name = "checkpoints",
        description = "List and drop the checkpoints that rollback can put back.",
        subcommands = {CheckpointsListCommand.class, CheckpointsDropCommand.class})
public final class CheckpointsCommand extends Subcommand {

    @Override
    public Integer call() {
        return CheckpointsListCommand.show(node(), terminal());
    }
}
