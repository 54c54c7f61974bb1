package io.mudanza.cli.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.MudanzaCommand;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.terminal.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs commands in this process and keeps what they write. */
public final class CommandRun {

    private final Map<String, String> environment = new HashMap<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private boolean interactive;

    /** What a command left behind. */
    public record Outcome(int exitCode, String out, String err) {

        public JsonNode json() {
            return parse(out);
        }

        public JsonNode failure() {
            return parse(err.lines().filter(line -> line.startsWith("{")).reduce((a, b) -> b).orElse("{}"));
        }

        private static JsonNode parse(String text) {
            try {
                return JsonText.MAPPER.readTree(text);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public CommandRun(Path home) {
        environment.put("MUDANZA_HOME", home.toString());
    }

    public CommandRun with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** As if somebody sat in front of it and typed these answers. */
    public CommandRun onTerminal(String... typed) {
        interactive = true;
        answers.addAll(List.of(typed));
        return this;
    }

    public Outcome run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        PrintWriter errWriter = new PrintWriter(err, true);
        Surroundings surroundings = new Surroundings(
                new PrintWriter(out, true),
                errWriter,
                environment,
                interactive,
                question -> {
                    errWriter.print(question);
                    return answers.poll();
                },
                question -> answers.isEmpty() ? null : answers.poll().toCharArray());
        int exit = MudanzaCommand.create(surroundings, args).execute(args);
        return new Outcome(exit, out.toString(), err.toString());
    }
}
