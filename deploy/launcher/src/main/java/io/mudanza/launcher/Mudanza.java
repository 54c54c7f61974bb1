package io.mudanza.launcher;

import io.mudanza.cli.MudanzaCommand;
import io.mudanza.cli.terminal.Surroundings;
import io.mudanza.launcher.demo.DemoCommand;
import io.mudanza.launcher.down.DownCommand;
import io.mudanza.launcher.prepare.PrepareCommand;
import io.mudanza.launcher.status.StatusCommand;
import io.mudanza.launcher.up.SuperviseCommand;
import io.mudanza.launcher.up.UpCommand;
import picocli.CommandLine;

/** Entry point of the {@code mudanza} program. */
public final class Mudanza {

    private Mudanza() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine(Surroundings.ofProcess(), args).execute(args));
    }

    /** The command line with the commands that need this machine: up, down, status, demo. */
    public static CommandLine commandLine(Surroundings surroundings, String... args) {
        CommandLine line = MudanzaCommand.create(surroundings, args);
        line.addSubcommand(new UpCommand());
        line.addSubcommand(new DownCommand());
        line.addSubcommand(new StatusCommand());
        line.addSubcommand(new DemoCommand());
        line.addSubcommand(new SuperviseCommand());
        line.addSubcommand(new PrepareCommand());
        return line;
    }
}
