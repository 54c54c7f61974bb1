package io.mudanza.cli;

import io.mudanza.cli.audit.AuditCommand;
import io.mudanza.cli.checkpoint.CheckpointsCommand;
import io.mudanza.cli.command.RootCommand;
import io.mudanza.cli.completion.CompletionCommand;
import io.mudanza.cli.direct.CopyCommand;
import io.mudanza.cli.infra.CheckInfraCommand;
import io.mudanza.cli.infra.ClearCacheCommand;
import io.mudanza.cli.job.JobsCommand;
import io.mudanza.cli.job.PullCommand;
import io.mudanza.cli.job.PushCommand;
import io.mudanza.cli.rollback.RollbackCommand;
import io.mudanza.cli.schedule.ScheduleCommand;
import io.mudanza.cli.terminal.Surroundings;
import io.mudanza.cli.token.CreateMigrationTokenCommand;
import io.mudanza.cli.token.TokenCommand;
import io.mudanza.cli.transfer.ExportCommand;
import io.mudanza.cli.transfer.ImportCommand;
import io.mudanza.cli.transfer.RestoreCommand;
import io.mudanza.cli.verify.VerifyCommand;
import java.util.List;
import picocli.CommandLine;

/**
 * The program {@code mudanza}. Programs that bring commands of their own add them to {@link #create} with
 * {@link CommandLine#addSubcommand(Object)}.
 */
public final class MudanzaCommand {

    /** In the order in which the help lists them. */
    private static final List<Class<?>> COMMANDS = List.of(
            ExportCommand.class,
            ImportCommand.class,
            PullCommand.class,
            PushCommand.class,
            CopyCommand.class,
            VerifyCommand.class,
            RollbackCommand.class,
            JobsCommand.class,
            CheckpointsCommand.class,
            TokenCommand.class,
            CreateMigrationTokenCommand.class,
            AuditCommand.class,
            RestoreCommand.class,
            ScheduleCommand.class,
            CheckInfraCommand.class,
            ClearCacheCommand.class,
            CompletionCommand.class);

    private MudanzaCommand() {}

    /** Runs one command in this process's surroundings and returns its exit code. */
    public static int run(String[] args) {
        return create(Surroundings.ofProcess(), args).execute(args);
    }

    /** The command line with every command, in the language that the arguments or the environment ask for. */
    public static CommandLine create(Surroundings surroundings, String... args) {
        CommandLine line = RootCommand.line(surroundings, args);
        COMMANDS.forEach(line::addSubcommand);
        return RootCommand.configure(line, surroundings);
    }
}
