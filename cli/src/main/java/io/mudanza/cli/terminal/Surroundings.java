package io.mudanza.cli.terminal;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/**
 * What a command sees of the outside; tests bring their own.
 *
 * @param out         results
 * @param err         everything else
 * @param environment environment variables
 * @param interactive whether somebody sits in front of it
 * @param askLine     shows a question, returns the answer; null at the end of the input
 * @param askSecret   the same without echo
 */
public record Surroundings(
        PrintWriter out,
        PrintWriter err,
        Map<String, String> environment,
        boolean interactive,
        Function<String, String> askLine,
        Function<String, char[]> askSecret) {

    /** The process's own. */
    public static Surroundings ofProcess() {
        Console console = System.console();
        boolean interactive = console != null && console.isTerminal();
        return new Surroundings(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                System.getenv(),
                interactive,
                question -> interactive ? console.readLine("%s", question) : null,
                question -> interactive ? console.readPassword("%s", question) : null);
    }

    /**
     * An environment variable; where there is none, the contents of the file that the variable of that name with
     * {@code _FILE} names. Null when both are absent or empty.
     */
    public String variable(String name) {
        String value = environment.get(name);
        if (value != null && !value.isEmpty()) {
            return value;
        }
        String file = environment.get(name + "_FILE");
        return file == null || file.isEmpty() ? null : contents(name + "_FILE", Path.of(file));
    }

    private static String contents(String variable, Path file) {
        try {
            String text = Files.readString(file).replaceFirst("\\r?\\n$", "");
            return text.isEmpty() ? null : text;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The file of " + variable + " cannot be read.", unreadable);
        }
    }

    /** The folder of the nodes of this machine: {@code MUDANZA_HOME}, else {@code ~/.mudanza}. */
    public Path home() {
        String home = variable("MUDANZA_HOME");
        return home != null ? Path.of(home) : Path.of(System.getProperty("user.home"), ".mudanza");
    }
}
