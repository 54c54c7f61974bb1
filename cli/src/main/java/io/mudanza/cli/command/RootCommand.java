package io.mudanza.cli.command;

import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.node.NodeDirectory;
import io.mudanza.cli.terminal.Surroundings;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.cli.terminal.Texts;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line: the options that every command has. Commands reach it through {@link #of(CommandSpec)}. */
@Command(
        name = "mudanza",
        versionProvider = ToolVersion.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Moves a whole application that lives on PostgreSQL, proves that nothing was lost, and can go back.")
public class RootCommand implements Callable<Integer> {

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

    private RootCommand(Surroundings surroundings, Texts texts) {
        this.surroundings = surroundings;
        this.texts = texts;
    }

    /** A command line that has no commands yet. */
    public static CommandLine line(Surroundings surroundings, String... args) {
        Texts texts = Texts.of(surroundings, args);
        CommandLine line = new CommandLine(new RootCommand(surroundings, texts));
        line.setResourceBundle(texts.bundle());
        return line;
    }

    /** Settles how a command line with all its commands reads and writes. */
    public static CommandLine configure(CommandLine line, Surroundings surroundings) {
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
    public static RootCommand of(CommandSpec spec) {
        return (RootCommand) spec.root().userObject();
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
