package io.mudanza.launcher.up;

import io.mudanza.cli.command.Subcommand;
import io.mudanza.launcher.node.NodeRegister;
import io.mudanza.launcher.node.NodeSpec;
import io.mudanza.launcher.prepare.Preparing;
import io.mudanza.launcher.supervise.Installation;
import io.mudanza.launcher.supervise.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code mudanza up --detach} runs in the background. */
@Command(name = "supervise", hidden = true, description = "Run a node that 'up --detach' described.")
public final class SuperviseCommand extends Subcommand {

    @Option(names = "--spec", required = true, paramLabel = "FILE", description = "The node, as up wrote it.")
    private Path spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        NodeRegister register = new NodeRegister(root().surroundings().home());
        NodeSpec wanted = NodeSpec.read(spec);
        Installation installation = Installation.find();
        new Supervisor(wanted, register, installation).start();
        Preparing.inBackground(installation, wanted.apart(), wanted.dataDir(),
                wanted.dataDir().resolve("logs").resolve("prepare.log"));
        new CountDownLatch(1).await();
        return 0;
    }
}
