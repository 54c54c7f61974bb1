package io.mudanza.cli.command;

import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.contracts.problem.ProblemCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one sentence (or one JSON object) on stderr and the exit code. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        RootCommand root = RootCommand.of(line.getCommandSpec());
        Terminal terminal = root.terminal();
        terminal.endProgress();
        Failure failure = e instanceof Failure known ? known : unexpected(e);
        if (terminal.json()) {
            terminal.err().println(JsonText.failure(failure.code(), failure.getMessage()));
        } else {
            terminal.err().println(terminal.paint(Terminal.Colour.RED, "error: ") + failure.getMessage());
        }
        if (root.verbose()) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            terminal.err().print(trace);
        }
        terminal.err().flush();
        return failure.exitCode();
    }

    private static Failure unexpected(Exception e) {
        if (e instanceof InterruptedException) {
            return Failure.of(ProblemCode.CANCELLED, "Interrupted.", e);
        }
        String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return Failure.of(ProblemCode.INTERNAL_ERROR, what + " (run again with --verbose to see where)", e);
    }
}
