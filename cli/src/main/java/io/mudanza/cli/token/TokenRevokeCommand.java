package io.mudanza.cli.token;

import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mudanza token revoke}. */
@Command(name = "revoke", description = "Revoke a token and its children; they stop working at once, also in transfers under way.")
final class TokenRevokeCommand extends Subcommand {

    @Parameters(paramLabel = "TOKEN_ID", description = "Id of the token, not its secret.")
    private String id;

    @Override
    public Integer call() {
        node().delete("tokens/" + NodeClient.segment(id) + "/");
        if (terminal().json()) {
            terminal().result(JsonText.MAPPER.createObjectNode().put("id", id).put("status", "revoked"));
        } else {
            terminal().say(text("token.revoked", id));
        }
        return ExitCode.OK;
    }
}
