package io.mudanza.cli.later;

import picocli.CommandLine.Command;

/** {@code mudanza clear-cache}: not implemented yet. */
@Command(name = "clear-cache", aliases = "clearcache", description = "Clear the caches of a node. Not implemented yet.")
public final class ClearCacheCommand extends NotYet {}
