package io.mudanza.launcher.down;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.launcher.node.NodeRecord;
import io.mudanza.launcher.node.NodeRegister;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mudanza down}: stops a node that runs on this machine. */
@Command(name = "down", sortOptions = false, description = "Stop a node of this machine; its data stays.")
public final class DownCommand extends Subcommand {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Option(names = "--name", paramLabel = "NAME", description = "Which one; not needed when there is only one.")
    private String name;

    @Override
    public Integer call() {
        NodeRegister register = new NodeRegister(root().surroundings().home());
        NodeRecord node = choose(register);
        ProcessHandle supervisor = node.supervisor().handle().orElse(null);
        if (supervisor != null) {
            supervisor.destroy();
            if (!Leftovers.within(PATIENCE, () -> !node.supervisor().alive())) {
                supervisor.destroyForcibly();
            }
        }
        Leftovers.end(register.find(node.name()).orElse(node));
        register.remove(node.name());
        if (terminal().json()) {
            ObjectNode json = JsonText.MAPPER.createObjectNode();
            terminal().result(json.put("name", node.name()).put("status", "stopped"));
        } else {
            terminal().result("Node " + node.name() + " is stopped. Its data is kept in " + node.dataDir());
        }
        return ExitCode.OK;
    }

    private NodeRecord choose(NodeRegister register) {
        if (name != null) {
            return register.find(name).orElseThrow(
                    () -> Failure.of(ProblemCode.NOT_FOUND, "No node " + name + " runs on this machine."));
        }
        List<NodeRecord> nodes = register.all();
        if (nodes.isEmpty()) {
            throw Failure.of(ProblemCode.NOT_FOUND, "No node runs on this machine.");
        }
        if (nodes.size() > 1) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "Several nodes run on this machine ("
                    + String.join(", ", nodes.stream().map(NodeRecord::name).toList()) + "): choose one with --name.");
        }
        return nodes.getFirst();
    }
}
