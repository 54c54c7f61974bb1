package io.mudanza.launcher.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.terminal.Sizes;
import io.mudanza.launcher.node.KnownProcess;
import io.mudanza.launcher.node.Memory;
import io.mudanza.launcher.node.NodeRecord;
import io.mudanza.launcher.node.NodeRegister;
import io.mudanza.launcher.supervise.Health;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code mudanza status}: the nodes of this machine and how their processes are. */
@Command(name = "status", sortOptions = false, description = "Show the nodes of this machine, process by process.")
public final class StatusCommand extends Subcommand {

    @Override
    public Integer call() {
        List<NodeRecord> nodes = new NodeRegister(root().surroundings().home()).all();
        ArrayNode json = JsonText.MAPPER.createArrayNode();
        for (NodeRecord node : nodes) {
            show(node, json.addObject());
        }
        if (terminal().json()) {
            terminal().result(json);
        } else if (nodes.isEmpty()) {
            terminal().say("No node runs on this machine. Start one with 'mudanza up'.");
        }
        return ExitCode.OK;
    }

    private void show(NodeRecord node, ObjectNode json) {
        String state = !node.supervisor().alive() ? "dead" : node.ready() ? "running" : "starting";
        json.put("name", node.name()).put("state", state).put("url", node.url())
                .put("admin_token_file", node.adminTokenFile().toString()).put("data_dir", node.dataDir().toString())
                .put("apart", node.apart());
        line(node.name() + "  " + state + "  " + node.url() + "  " + node.dataDir());
        ArrayNode processes = json.putArray("processes");
        process(processes.addObject(), "supervisor", node.supervisor(), state, 0, 0);
        for (NodeRecord.Member member : node.services()) {
            String health = !member.process().alive() ? "dead"
                    : !member.http() ? "running" : Health.ready(member.host(), member.port()) ? "ready" : "not ready";
            process(processes.addObject(), member.name(), member.process(), health, member.port(), member.restarts());
        }
        if (state.equals("dead")) {
            line("  Its supervisor is gone. Clear it away with 'mudanza down --name " + node.name() + "'.");
        }
    }

    private void process(ObjectNode json, String name, KnownProcess process, String state, int port, int restarts) {
        Optional<Long> memory = process.handle()
                .map(name.equals("postgresql") ? Memory::withChildren : Memory::of).filter(bytes -> bytes >= 0);
        json.put("name", name).put("pid", process.pid()).put("state", state);
        json.put("port", port == 0 ? null : Integer.valueOf(port));
        json.put("memory_bytes", memory.orElse(null)).put("restarts", restarts);
        line(String.format(Locale.ROOT, "  %-22s %-10s pid %-8d %-11s %10s%s", name, state, process.pid(),
                port == 0 ? "" : "port " + port, memory.map(Sizes::bytes).orElse("-"),
                restarts == 0 ? "" : "  restarted " + restarts + "x"));
    }

    private void line(String text) {
        if (!terminal().json()) {
            terminal().result(text);
        }
    }
}
