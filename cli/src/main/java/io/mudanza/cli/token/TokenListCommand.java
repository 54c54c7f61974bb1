package io.mudanza.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.Table;
import io.mudanza.cli.terminal.Terminal;
import picocli.CommandLine.Command;

/** {@code mudanza token list}. */
@Command(name = "list", description = "List the tokens, without their secrets.")
final class TokenListCommand extends Subcommand {

    @Override
    public Integer call() {
        return show(node(), terminal());
    }

    static int show(NodeClient node, Terminal terminal) {
        JsonNode answer = node.get("tokens/");
        if (terminal.json()) {
            terminal.result(answer);
            return ExitCode.OK;
        }
        JsonNode tokens = answer.isArray() ? answer : answer.path("tokens");
        if (tokens.isEmpty()) {
            terminal.say(terminal.texts().of("tokens.none"));
            return ExitCode.OK;
        }
        Table table = new Table("TOKEN", "PERMISSIONS", "EXPIRES", "STATE", "DESCRIPTION");
        for (JsonNode token : tokens) {
            JsonNode permissions = token.path("permissions");
            table.row(
                    token.path("id").asText(),
                    permissions.isArray() ? permissions.toString().replaceAll("[\\[\\]\"]", "") : permissions.asText(),
                    token.path("expires_at").asText(null),
                    state(token),
                    token.path("description").asText(null));
        }
        terminal.result(table.toString());
        return ExitCode.OK;
    }

    private static String state(JsonNode token) {
        if (token.has("status")) {
            return token.path("status").asText();
        }
        if (token.hasNonNull("revoked_at") || token.path("revoked").asBoolean(false)) {
            return "revoked";
        }
        return token.path("active").asBoolean(true) ? "active" : "expired";
    }
}
