package io.mudanza.cli.audit;

import io.mudanza.cli.command.Subcommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code mudanza audit}: the audit trail of a node. */
@Command(
        name = "audit",
        description = "Show, export and check who did what at a node.",
        subcommands = {AuditListCommand.class, AuditExportCommand.class, AuditVerifyCommand.class})
public final class AuditCommand extends Subcommand {

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec().commandLine(), "Say list, export or verify.");
    }
}
