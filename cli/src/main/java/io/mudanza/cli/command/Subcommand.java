package io.mudanza.cli.command;

import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.cli.terminal.Texts;
import io.mudanza.contracts.problem.ProblemCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command shares: its output, its node, and the question before something is destroyed. */
public abstract class Subcommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    protected final RootCommand root() {
        return RootCommand.of(spec);
    }

    protected final CommandSpec spec() {
        return spec;
    }

    protected final Terminal terminal() {
        return root().terminal();
    }

    /** A sentence in the language of the caller. */
    protected final String text(String key, Object... values) {
        return texts().of(key, values);
    }

    protected final Texts texts() {
        return terminal().texts();
    }

    /** The node that was chosen, with its token. */
    protected final NodeClient node() {
        return root().nodes().client(texts().language());
    }

    /**
     * Asks on a terminal; elsewhere demands {@code --confirm}.
     *
     * @param confirmed whether {@code --confirm} was given
     * @param question  what will be destroyed or replaced
     * @throws Failure when it was not confirmed
     */
    protected final void confirm(boolean confirmed, String question) {
        if (confirmed || terminal().ask(question)) {
            return;
        }
        throw Failure.of(ProblemCode.CONFIRMATION_REQUIRED, text("confirm.required", question));
    }

    /**
     * The question before a platform is replaced.
     *
     * @param forever whether nothing will lead back
     * @param target  what will be replaced
     * @throws Failure when it was not confirmed
     */
    protected final void askToReplace(boolean forever, boolean confirmed, Object target) {
        if (forever) {
            confirm(confirmed, text("replace.forever", target));
        } else {
            askOnTerminal(confirmed, text("replace.reversibly", target));
        }
    }

    /** Asks on a terminal, and takes silence for consent elsewhere: for what can be undone. */
    protected final void askOnTerminal(boolean confirmed, String question) {
        if (terminal().interactive()) {
            confirm(confirmed, question);
        }
    }
}
