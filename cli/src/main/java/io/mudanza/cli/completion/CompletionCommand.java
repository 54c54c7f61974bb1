package io.mudanza.cli.completion;

import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mudanza completion}: prints the script that a shell sources. */
@Command(name = "completion", description = "Print shell completion; e.g. source <(mudanza completion bash).")
public final class CompletionCommand extends Subcommand {

    /** Shells with completion. */
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(paramLabel = "bash|zsh", defaultValue = "bash", description = "Your shell.")
    private Shell shell;

    @Override
    public Integer call() {
        // The script that picocli writes turns on zsh's emulation of bash completion by itself.
        String script = AutoComplete.bash("mudanza", spec().root().commandLine());
        terminal().result(shell == Shell.ZSH ? "autoload -U +X compinit && compinit\n" + script : script);
        return ExitCode.OK;
    }
}
