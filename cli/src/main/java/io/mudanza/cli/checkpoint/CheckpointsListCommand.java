package io.mudanza.cli.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.Sizes;
import io.mudanza.cli.terminal.Table;
import io.mudanza.cli.terminal.Terminal;
import picocli.CommandLine.Command;

/** {@code mudanza checkpoints list}. */
@Command(name = "list", description = "List the checkpoints of the node.")
final class CheckpointsListCommand extends Subcommand {

    @Override
    public Integer call() {
        return show(node(), terminal());
    }

    static int show(NodeClient node, Terminal terminal) {
        JsonNode answer = node.get("checkpoints/");
        if (terminal.json()) {
            terminal.result(answer);
            return ExitCode.OK;
        }
        JsonNode checkpoints = answer.isArray() ? answer : answer.path("checkpoints");
        if (checkpoints.isEmpty()) {
            terminal.say(terminal.texts().of("checkpoints.none"));
            return ExitCode.OK;
        }
        Table table = new Table("CHECKPOINT", "NAME", "SIZE", "RECORDS", "VALID", "CREATED");
        for (JsonNode one : checkpoints) {
            table.row(
                    one.path("id").asText(),
                    one.path("name").asText(null),
                    figure(one, "size_bytes", "bytes", "size") < 0 ? null
                            : Sizes.bytes(figure(one, "size_bytes", "bytes", "size")),
                    figure(one, "records", "total_records", "rows") < 0 ? null
                            : Sizes.count(figure(one, "records", "total_records", "rows")),
                    one.path("valid").asBoolean(one.path("is_valid").asBoolean(false)) ? "yes" : "no",
                    one.path("created_at").asText(null));
        }
        terminal.result(table.toString());
        return ExitCode.OK;
    }

    private static long figure(JsonNode json, String... names) {
        for (String name : names) {
            if (json.path(name).isNumber()) {
                return json.path(name).asLong();
            }
        }
        return -1;
    }
}
