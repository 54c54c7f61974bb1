package io.mudanza.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mudanza token create}: the secret is shown this once. */
@Command(name = "create", sortOptions = false, description = "Create a token; its secret is shown this once.")
class TokenCreateCommand extends Subcommand {

    @Mixin
    private TokenOptions options;

    @Override
    public Integer call() {
        JsonNode answer = node().post("tokens/", options.json());
        if (terminal().json()) {
            ObjectNode result = JsonText.MAPPER.createObjectNode();
            result.put("id", answer.path("id").asText());
            result.put("token", answer.path("token").asText());
            result.put("expires_at", answer.path("expires_at").asText(null));
            terminal().result(result);
        } else {
            terminal().result(answer.path("token").asText());
            terminal().say(text("token.created", answer.path("id").asText(), answer.path("expires_at").asText("-")));
        }
        return ExitCode.OK;
    }
}
