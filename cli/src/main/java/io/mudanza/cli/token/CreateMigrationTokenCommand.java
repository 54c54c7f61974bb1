package io.mudanza.cli.token;

import picocli.CommandLine.Command;

/** {@code mudanza create_migration_token}: another name for {@code token create}. */
@Command(
        name = "create_migration_token",
        hidden = true,
        sortOptions = false,
        description = "Create a token; its secret is shown this once.")
public final class CreateMigrationTokenCommand extends TokenCreateCommand {}
