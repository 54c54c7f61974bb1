package io.mudanza.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mudanza audit list}. */
@Command(name = "list", sortOptions = false, description = "Show the newest rows first.")
final class AuditListCommand extends Subcommand {

    @Mixin
    private AuditQuery query;

    @Option(names = "--limit", defaultValue = "100", paramLabel = "N", description = "At most so many (default: 100).")
    private int limit;

    @Override
    public Integer call() {
        JsonNode answer = node().get(query.path("limit=" + limit));
        if (terminal().json()) {
            terminal().result(answer);
            return ExitCode.OK;
        }
        if (answer.path("entries").isEmpty()) {
            terminal().say(text("audit.empty"));
            return ExitCode.OK;
        }
        Table table = new Table("TIME", "ACTOR", "ACTION", "OBJECT", "ADDRESS", "OUTCOME", "DETAIL");
        for (JsonNode row : answer.path("entries")) {
            table.row(row.path("at").asText(), row.path("actor").asText(null), row.path("action").asText(),
                    row.path("object").asText(null), row.path("address").asText(null), row.path("outcome").asText(),
                    row.path("detail").asText(null));
        }
        terminal().result(table.toString());
        return ExitCode.OK;
    }
}
