package io.mudanza.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mudanza token show}. */
@Command(name = "show", description = "Show a token: its limits, how often it was used, until when it works.")
final class TokenShowCommand extends Subcommand {

    @Parameters(paramLabel = "TOKEN_ID", description = "Id of the token, not its secret.")
    private String id;

    @Override
    public Integer call() {
        JsonNode token = node().get("tokens/" + NodeClient.segment(id) + "/");
        if (terminal().json()) {
            terminal().result(token);
            return ExitCode.OK;
        }
        Table table = new Table("FIELD", "VALUE");
        token.properties().forEach(field ->
                table.row(field.getKey(), field.getValue().isTextual() ? field.getValue().asText()
                        : field.getValue().toString()));
        terminal().result(table.toString());
        return ExitCode.OK;
    }
}
