package io.mudanza.launcher.prepare;

import io.mudanza.cli.MudanzaCommand;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What moves data in this process itself, one after the other, so that one process can record the classes of all of it. */
@Command(name = "rehearse", hidden = true, description = "Copy a platform, write it into a file, and bring it back.")
public final class RehearseCommand extends Subcommand {

    @Option(names = "--from", required = true)
    private String from;

    @Option(names = "--to", required = true, description = "Is overwritten.")
    private String to;

    @Option(names = "--file", required = true)
    private Path file;

    @Override
    public Integer call() {
        List<String[]> commands = List.of(
                new String[] {"copy", "--from", from, "--to", to, "--confirm"},
                new String[] {"export", "--direct", "--database-url", from, "--output", file.toString()},
                new String[] {"import", "--direct", "--database-url", to, "--input", file.toString(), "--confirm"});
        for (String[] command : commands) {
            int code = MudanzaCommand.run(command);
            if (code != ExitCode.OK) {
                return code;
            }
        }
        return ExitCode.OK;
    }
}
