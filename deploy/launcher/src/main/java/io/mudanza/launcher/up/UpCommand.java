package io.mudanza.launcher.up;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.launcher.down.Leftovers;
import io.mudanza.launcher.node.NodeRecord;
import io.mudanza.launcher.node.NodeRegister;
import io.mudanza.launcher.node.NodeSpec;
import io.mudanza.launcher.prepare.Preparing;
import io.mudanza.launcher.supervise.Installation;
import io.mudanza.launcher.supervise.Supervisor;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mudanza up}: starts a node, here or in the background. */
@Command(
        name = "up",
        sortOptions = false,
        description = "Start a node in front of a platform, with its own PostgreSQL, Kafka and Redis.")
public final class UpCommand extends Subcommand {

    @Mixin
    private NodeOptions options;

    @Option(names = "--detach", description = "Leave it running in the background and return when it is ready.")
    private boolean detach;

    @Override
    public Integer call() throws InterruptedException {
        NodeRegister register = new NodeRegister(root().surroundings().home());
        NodeSpec spec = options.spec(root().surroundings(), register);
        Leftovers.clear(register, spec.name(), terminal());
        if (spec.media() != null && !Files.exists(spec.media())) {
            terminal().warn("the media folder " + spec.media() + " does not exist; an empty one is made.");
        }
        NodeRecord node;
        if (detach) {
            terminal().say("Starting node " + spec.name() + " …");
            node = new Background(register).start(spec);
        } else {
            terminal().say("Starting node " + spec.name() + " …");
            Installation installation = Installation.find();
            Supervisor supervisor = new Supervisor(spec, register, installation);
            supervisor.start();
            node = supervisor.describe();
            Preparing.inBackground(installation, spec.apart(), spec.dataDir(),
                    spec.dataDir().resolve("logs").resolve("prepare.log"));
        }
        show(node);
        if (!detach) {
            terminal().say("Press Ctrl-C to stop it.");
            new CountDownLatch(1).await();
        }
        return ExitCode.OK;
    }

    private void show(NodeRecord node) {
        if (terminal().json()) {
            ObjectNode json = JsonText.MAPPER.createObjectNode();
            json.put("name", node.name()).put("url", node.url()).put("admin_token_file", node.adminTokenFile()
                    .toString())
                    .put("pid", node.supervisor().pid());
            terminal().result(json);
        } else {
            terminal().result("Node " + node.name() + " is ready at " + node.url());
            terminal().result("Admin token: " + node.adminTokenFile());
        }
    }
}
