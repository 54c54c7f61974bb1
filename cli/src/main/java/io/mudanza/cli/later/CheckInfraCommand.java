package io.mudanza.cli.later;

import picocli.CommandLine.Command;

/** {@code mudanza check-infra}: not implemented yet. */
@Command(name = "check-infra", aliases = "check_infra", description = "Check the infrastructure around a node. Not implemented yet.")
public final class CheckInfraCommand extends NotYet {}
