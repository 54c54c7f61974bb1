package io.mudanza.cli.later;

import picocli.CommandLine.Command;

/** {@code mudanza restore}: not implemented yet. */
@Command(name = "restore", description = "Restore a platform from a backup file. Not implemented yet.")
public final class RestoreCommand extends NotYet {}
