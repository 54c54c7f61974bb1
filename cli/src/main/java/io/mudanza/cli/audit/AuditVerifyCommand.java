package io.mudanza.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import picocli.CommandLine.Command;

/** {@code mudanza audit verify}. */
@Command(name = "verify", description = "Read the whole trail and find edited, deleted and cut-off rows; 7 when there are any.")
final class AuditVerifyCommand extends Subcommand {

    @Override
    public Integer call() {
        JsonNode answer = node().get("audit/verify/");
        boolean whole = answer.path("whole").asBoolean();
        if (terminal().json()) {
            terminal().result(answer);
            return whole ? ExitCode.OK : ExitCode.NOT_EQUAL;
        }
        for (JsonNode trail : answer.path("trails")) {
            terminal().result(trail.path("trail").asText() + ": " + trail.path("rows").asLong() + " rows, "
                    + trail.path("checkpoints").asLong() + " checkpoints, "
                    + (trail.path("whole").asBoolean() ? "whole" : "BROKEN"));
            for (JsonNode finding : trail.path("findings")) {
                terminal().result("  row " + finding.path("seq").asLong() + "  " + finding.path("kind").asText() + "  "
                        + finding.path("detail").asText());
            }
        }
        return whole ? ExitCode.OK : ExitCode.NOT_EQUAL;
    }
}
