package io.mudanza.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mudanza token audit}. */
@Command(name = "audit", description = "Show what a token was used for.")
final class TokenAuditCommand extends Subcommand {

    @Parameters(paramLabel = "TOKEN_ID", description = "Id of the token.")
    private String id;

    @Override
    public Integer call() {
        JsonNode answer = node().get("tokens/" + NodeClient.segment(id) + "/audit/");
        if (terminal().json()) {
            terminal().result(answer);
            return ExitCode.OK;
        }
        JsonNode entries = answer.isArray() ? answer : answer.path("audit").isArray()
                ? answer.path("audit") : answer.path("entries");
        if (entries.isEmpty()) {
            terminal().say(text("audit.none"));
            return ExitCode.OK;
        }
        Table table = new Table("TIME", "ACTION", "ADDRESS", "RESULT");
        for (JsonNode entry : entries) {
            table.row(
                    first(entry, "time", "at", "created_at"),
                    first(entry, "action", "event", "what"),
                    first(entry, "address", "ip"),
                    first(entry, "result", "outcome", "detail"));
        }
        terminal().result(table.toString());
        return ExitCode.OK;
    }

    private static String first(JsonNode entry, String... names) {
        for (String name : names) {
            if (entry.hasNonNull(name)) {
                return entry.get(name).asText();
            }
        }
        return null;
    }
}
