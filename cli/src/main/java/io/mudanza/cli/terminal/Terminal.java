package io.mudanza.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;

/** Where a command writes: results to stdout, everything else to stderr. */
public final class Terminal {

    /** Colours that carry a meaning which the text carries as well. */
    public enum Colour {
        RED(31),
        GREEN(32),
        YELLOW(33),
        DIM(2);

        private final int code;

        Colour(int code) {
            this.code = code;
        }
    }

    private final Surroundings surroundings;
    private final Texts texts;
    private final boolean json;
    private final boolean quiet;
    private final ProgressLine progress;

    public Terminal(Surroundings surroundings, Texts texts, boolean json, boolean quiet) {
        this.surroundings = surroundings;
        this.texts = texts;
        this.json = json;
        this.quiet = quiet;
        this.progress = new ProgressLine(surroundings.err(), surroundings.interactive(), width(), texts);
    }

    /** True when results and failures are JSON. */
    public boolean json() {
        return json;
    }

    /** True when somebody sits in front of it. */
    public boolean interactive() {
        return surroundings.interactive();
    }

    public Texts texts() {
        return texts;
    }

    public PrintWriter err() {
        return surroundings.err();
    }

    /** A result. */
    public void result(String text) {
        surroundings.out().println(text);
        surroundings.out().flush();
    }

    /** A result as JSON, indented for people and valid for scripts. */
    public void result(JsonNode node) {
        result(JsonText.pretty(node));
    }

    /** A remark; unheard with {@code --quiet}. */
    public void say(String sentence) {
        if (!quiet) {
            progress.clear();
            surroundings.err().println(sentence);
            surroundings.err().flush();
        }
    }

    /** A warning; heard also with {@code --quiet}. */
    public void warn(String sentence) {
        progress.clear();
        surroundings.err().println(paint(Colour.YELLOW, "warning: ") + sentence);
        surroundings.err().flush();
    }

    /** How far the work is; unheard with {@code --quiet}. */
    public void progress(Progress now) {
        if (!quiet) {
            progress.show(now);
        }
    }

    /** Takes the progress line away, for what follows. */
    public void endProgress() {
        progress.clear();
    }

    /** Asks a question on a terminal. @return false without asking where nobody can answer */
    public boolean ask(String question) {
        if (!interactive()) {
            return false;
        }
        String answer = surroundings.askLine().apply(question + " [y/N] ");
        String said = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
        return said.equals("y") || said.equals("yes") || said.equals("s") || said.equals("si") || said.equals("sí");
    }

    /** The text in a colour, or as it is where colours are not wanted. */
    public String paint(Colour colour, String text) {
        boolean plain = !interactive() || json || surroundings.variable("NO_COLOR") != null;
        return plain ? text : "\u001b[" + colour.code + "m" + text + "\u001b[0m";
    }

    private int width() {
        String columns = surroundings.variable("COLUMNS");
        return columns != null && columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : 80;
    }
}
