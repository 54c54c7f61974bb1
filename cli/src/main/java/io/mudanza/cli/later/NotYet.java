package io.mudanza.cli.later;

import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.Failure;
import io.mudanza.contracts.problem.ProblemCode;
import java.util.List;
import picocli.CommandLine.Unmatched;

/** A command that this version does not implement. */
abstract class NotYet extends Subcommand {

    @Unmatched
    private List<String> ignored;

    @Override
    public Integer call() {
        throw Failure.of(ProblemCode.NOT_IMPLEMENTED, text("not_implemented", spec().name()));
    }
}
