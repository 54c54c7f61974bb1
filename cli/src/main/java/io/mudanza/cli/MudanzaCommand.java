package io.mudanza.cli;

import io.mudanza.cli.checkpoint.CheckpointsCommand;
import io.mudanza.cli.completion.CompletionCommand;
import io.mudanza.cli.direct.CopyCommand;
import io.mudanza.cli.job.JobsCommand;
import io.mudanza.cli.job.PullCommand;
import io.mudanza.cli.job.PushCommand;
import io.mudanza.cli.job.RollbackCommand;
import io.mudanza.cli.later.CheckInfraCommand;
import io.mudanza.cli.later.ClearCacheCommand;
import io.mudanza.cli.later.RestoreCommand;
import io.mudanza.cli.later.ScheduleCommand;
import io.mudanza.cli.node.NodeDirectory;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.cli.terminal.Texts;
import io.mudanza.cli.token.CreateMigrationTokenCommand;
import io.mudanza.cli.token.TokenCommand;
import io.mudanza.cli.transfer.ExportCommand;
import io.mudanza.cli.transfer.ImportCommand;
import io.mudanza.cli.verify.VerifyCommand;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The root of the command line. Programs that bring commands of their own add them to {@link #create} with
 * {@link CommandLine#addSubcommand(String, Object)}; those reach the shared options through {@link #of(CommandSpec)}.
 */
@Command(
        name = "mudanza",
        versionProvider = ToolVersion.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Moves a whole application that lives on PostgreSQL, proves that nothing was lost, and can go back.",
        subcommands = {
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
            RestoreCommand.class,
            ScheduleCommand.class,
            CheckInfraCommand.class,
            ClearCacheCommand.class,
            CompletionCommand.class
        })
public class MudanzaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, scope = ScopeType.INHERIT, description = "Show the version.")
    private boolean version;

    @Option(
            names = "--node",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME|URL",
            description = "Node to talk to; else MUDANZA_NODE, else the only one running on this machine.")
    private String node;

    @Option(
            names = "--token-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "File with the token for the node; else MUDANZA_TOKEN, else the admin token of a local node.")
    private Path tokenFile;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Results and failures as JSON.")
    private boolean json;

    @Option(names = {"-q", "--quiet"}, scope = ScopeType.INHERIT, description = "Nothing but results and failures.")
    private boolean quiet;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the cause of a failure.")
    private boolean verbose;

    @Option(names = "--lang", scope = ScopeType.INHERIT, paramLabel = "es|en", description = "Language; else LANG.")
    private String language;

    private final Surroundings surroundings;
    private final Texts texts;
    private Terminal terminal;

    private MudanzaCommand(Surroundings surroundings, Texts texts) {
        this.surroundings = surroundings;
        this.texts = texts;
    }

    /** Runs one command in this process's surroundings and returns its exit code. */
    public static int run(String[] args) {
        return create(Surroundings.ofProcess(), args).execute(args);
    }

    /** The command line with every command, in the language that the arguments or the environment ask for. */
    public static CommandLine create(Surroundings surroundings, String... args) {
        Texts texts = Texts.of(surroundings, args);
        CommandLine line = new CommandLine(new MudanzaCommand(surroundings, texts));
        line.setResourceBundle(texts.bundle());
        line.setOut(surroundings.out());
        line.setErr(surroundings.err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setAbbreviatedOptionsAllowed(false);
        line.setUsageHelpAutoWidth(false);
        line.setParameterExceptionHandler(new UsageFailures());
        line.setExecutionExceptionHandler(new Failures());
        return line;
    }

    /** The root above any command. */
    public static MudanzaCommand of(CommandSpec spec) {
        return (MudanzaCommand) spec.root().userObject();
    }

    /** Output in the form that was asked for. */
    public Terminal terminal() {
        if (terminal == null) {
            terminal = new Terminal(surroundings, texts, json, quiet);
        }
        return terminal;
    }

    /** What the command sees of the outside. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** The nodes that a command can talk to. */
    public NodeDirectory nodes() {
        return new NodeDirectory(surroundings, node, tokenFile);
    }

    boolean verbose() {
        return verbose;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(surroundings.err());
        return ExitCode.USAGE;
    }
}
