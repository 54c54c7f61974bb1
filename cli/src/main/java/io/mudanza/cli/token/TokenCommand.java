package io.mudanza.cli.token;

import io.mudanza.cli.command.Subcommand;
import picocli.CommandLine.Command;

/** {@code mudanza token}: the migration tokens of a node. */
@Command(
        name = "token",
        description = "Create, list, show, rotate, revoke and audit the migration tokens of a node.",
        subcommands = {
            TokenCreateCommand.class,
            TokenListCommand.class,
            TokenShowCommand.class,
            TokenRotateCommand.class,
            TokenRevokeCommand.class,
            TokenAuditCommand.class,
            TokenRotateKeysCommand.class
        })
public final class TokenCommand extends Subcommand {

    @Override
    public Integer call() {
        return TokenListCommand.show(node(), terminal());
    }
}
