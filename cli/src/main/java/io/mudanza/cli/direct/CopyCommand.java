package io.mudanza.cli.direct;
import io.mudanza.cli.Subcommand;
@picocli.CommandLine.Command(name = "copy", description = "Copy a database into another, in this process.")
public final class CopyCommand extends Subcommand {
    public Integer call() { throw io.mudanza.cli.Failure.of(io.mudanza.contracts.problem.ProblemCode.NOT_IMPLEMENTED, "Not implemented yet in this build."); }
}
