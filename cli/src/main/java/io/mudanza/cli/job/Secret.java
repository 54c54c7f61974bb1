package io.mudanza.cli.job;

import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.node.NodeDirectory;
import io.mudanza.cli.terminal.Surroundings;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.contracts.problem.ProblemCode;
import java.nio.file.Path;

/** Finds the token of a peer: argument, file, environment, prompt; in that order. */
public final class Secret {

    private final Surroundings surroundings;
    private final Terminal terminal;

    public Secret(Surroundings surroundings, Terminal terminal) {
        this.surroundings = surroundings;
        this.terminal = terminal;
    }

    /**
     * The token.
     *
     * @param option   name of the option, e.g. {@code --source-token}
     * @param argument what the argument list held; null when nothing
     * @param file     file that holds it; null when none was named
     * @param variable environment variable that may hold it
     */
    public String find(String option, String argument, Path file, String variable) {
        if (argument != null && !argument.equals("-")) {
            terminal.warn(terminal.texts().of("secret.visible", option, option));
            return argument.strip();
        }
        if (file != null) {
            return NodeDirectory.readToken(file);
        }
        String fromEnvironment = surroundings.variable(variable);
        if (fromEnvironment != null) {
            return fromEnvironment.strip();
        }
        char[] typed = surroundings.askSecret().apply(option.substring(2) + ": ");
        if (typed == null || typed.length == 0) {
            throw Failure.of(ProblemCode.INVALID_REQUEST,
                    terminal.texts().of("secret.missing", option + "-file", variable));
        }
        return new String(typed).strip();
    }
}
