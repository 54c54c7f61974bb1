package io.mudanza.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mudanza token rotate}: the new secret is shown this once. */
@Command(
        name = "rotate",
        sortOptions = false,
        description = "Give a token a new secret; the old one works beside it for a while.")
final class TokenRotateCommand extends Subcommand {

    @Parameters(paramLabel = "TOKEN_ID", description = "Id of the token, not its secret.")
    private String id;

    @Option(names = "--overlap", paramLabel = "1h", description = "How long the old secret still works: 0m to 24h.")
    private String overlap;

    @Option(names = "--expires-in", paramLabel = "24h", description = "How long the token works from now on.")
    private String expiresIn;

    @Override
    public Integer call() {
        ObjectNode body = JsonText.MAPPER.createObjectNode();
        if (overlap != null) {
            body.put("overlap", overlap);
        }
        if (expiresIn != null) {
            body.put("expires_in", expiresIn);
        }
        JsonNode answer = node().post("tokens/" + NodeClient.segment(id) + "/rotate/", body);
        if (terminal().json()) {
            terminal().result(answer);
        } else {
            terminal().result(answer.path("token").asText());
            terminal().say(text("token.rotated", id, answer.path("expires_at").asText("-"),
                    answer.path("old_secret_until").asText("-")));
        }
        return ExitCode.OK;
    }
}
