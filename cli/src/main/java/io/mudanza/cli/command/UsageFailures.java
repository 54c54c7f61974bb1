package io.mudanza.cli.command;

import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.contracts.problem.ProblemCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the arguments, proposes what was meant, and ends with exit code 2. */
final class UsageFailures implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        StringWriter proposals = new StringWriter();
        UnmatchedArgumentException.printSuggestions(e, new PrintWriter(proposals, true));
        String proposal = proposals.toString().strip();
        if (Arrays.asList(args).contains("--json")) {
            String detail = proposal.isEmpty() ? e.getMessage() : e.getMessage() + ". " + proposal;
            err.println(JsonText.failure(ProblemCode.INVALID_REQUEST.wire(), detail));
            return ExitCode.USAGE;
        }
        err.println("error: " + e.getMessage());
        if (!proposal.isEmpty()) {
            err.println(proposal);
        }
        err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }
}
