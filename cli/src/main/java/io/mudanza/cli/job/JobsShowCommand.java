package io.mudanza.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mudanza jobs show}. */
@Command(name = "show", description = "Show one job.")
final class JobsShowCommand extends Subcommand {

    @Parameters(paramLabel = "JOB", description = "Id of the job.")
    private String job;

    @Override
    public Integer call() {
        JsonNode json = node().job(job).json();
        if (terminal().json()) {
            terminal().result(json);
            return ExitCode.OK;
        }
        Table table = new Table("", "");
        json.properties().stream().filter(entry -> !entry.getValue().isNull()).forEach(entry -> table.row(
                entry.getKey(), entry.getValue().isValueNode() ? entry.getValue().asText()
                        : JsonText.line(entry.getValue())));
        terminal().result(table.toString().stripLeading());
        return ExitCode.OK;
    }
}
