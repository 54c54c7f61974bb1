package io.mudanza.cli.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.terminal.Table;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mudanza clear-cache}. Nothing is lost by it, so nothing is asked. */
@Command(
        name = "clear-cache",
        aliases = "clearcache",
        sortOptions = false,
        description = "Clear the caches of a node: all, the dashboard, hints about locks, or what fits a pattern.")
public final class ClearCacheCommand extends Subcommand {

    @ArgGroup(exclusive = true, multiplicity = "1")
    private What what;

    /** One of four. */
    static final class What {
        @Option(names = "--all", description = "Every namespace.")
        private boolean all;

        @Option(names = "--dashboard", description = "The figures of the dashboard.")
        private boolean dashboard;

        @Option(names = "--locks", description = "Hints about locks in Redis. The locks themselves stand in PostgreSQL and stay.")
        private boolean locks;

        @Option(names = "--pattern", paramLabel = "P", description = "Keys that fit, with * and ?, e.g. 'dashboard_*'.")
        private String pattern;
    }

    @Option(names = "--dry-run", description = "Only count.")
    private boolean dryRun;

    @Override
    public Integer call() {
        ObjectNode wish = JsonText.MAPPER.createObjectNode().put("dry_run", dryRun);
        if (what.pattern != null) {
            wish.put("pattern", what.pattern);
        } else {
            wish.put(what.all ? "all" : what.dashboard ? "dashboard" : "locks", true);
        }
        JsonNode answer = node().post("cache/clear/", wish);
        if (terminal().json()) {
            terminal().result(answer);
            return ExitCode.OK;
        }
        Table table = new Table("NAMESPACE", "DATABASE", "KEYS");
        answer.path("namespaces").forEach(one -> table.row(one.path("namespace").asText(), one.path("database").asText(),
                one.path("keys").asText()));
        terminal().result(table.toString());
        terminal().say(text(dryRun ? "cache.counted" : "cache.cleared"));
        return ExitCode.OK;
    }
}
