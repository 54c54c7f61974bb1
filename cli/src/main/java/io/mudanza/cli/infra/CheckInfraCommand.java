package io.mudanza.cli.infra;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.Terminal;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mudanza check-infra}. Its exit codes are its own: 0 well, 1 something failed, 2 warnings with {@code --strict}. */
@Command(
        name = "check-infra",
        aliases = "check_infra",
        sortOptions = false,
        description = "Check everything that a node stands on. 0: well; 1: something failed; 2: warnings, with --strict.")
public final class CheckInfraCommand extends Subcommand {
    private static final int FAILED = 1;
    private static final int WARNED = 2;
    private static final int WIDTH = 50;
    private static final int NAME_WIDTH = 18;

    @Option(names = "--strict", description = "Warnings count: exit code 2.")
    private boolean strict;

    @Override
    public Integer call() {
        JsonNode answer = node().get("infrastructure/");
        if (terminal().json()) {
            terminal().result(answer);
        } else {
            show(answer);
        }
        return switch (answer.path("health").asText()) {
            case "ok" -> ExitCode.OK;
            case "warning" -> strict ? WARNED : ExitCode.OK;
            default -> FAILED;
        };
    }

    private void show(JsonNode answer) {
        terminal().result("=".repeat(WIDTH));
        terminal().result(" Mudanza - " + text("infra.title", visible(answer.path("node").asText())));
        terminal().result("=".repeat(WIDTH));
        if (!answer.path("verify_ssl").asBoolean(true)) {
            terminal().result(terminal().paint(Terminal.Colour.RED, "verify_ssl: false - " + text("infra.verify_ssl")));
        }
        int[] counts = new int[2];
        for (JsonNode section : answer.path("sections")) {
            terminal().result("");
            terminal().result(visible(section.path("section").asText()).replace('_', ' ').toUpperCase(Locale.ROOT));
            terminal().result("-".repeat(30));
            section.path("findings").forEach(finding -> line(finding, counts));
        }
        terminal().result("");
        String end = counts[0] > 0 ? text("infra.failed", counts[0], counts[1])
                : counts[1] > 0 ? text("infra.warnings", counts[1]) : text("infra.well");
        terminal().result(" " + mark(answer.path("health").asText()) + " " + end
                + String.format(Locale.ROOT, " (%.0f ms)", answer.path("millis").asDouble()));
    }

    private void line(JsonNode finding, int[] counts) {
        String health = finding.path("health").asText();
        counts[0] += health.equals("failed") ? 1 : 0;
        counts[1] += health.equals("warning") ? 1 : 0;
        String name = visible(finding.path("name").asText()).replace('_', ' ');
        String time = finding.hasNonNull("millis")
                ? String.format(Locale.ROOT, " (%.1f ms)", finding.path("millis").asDouble()) : "";
        terminal().result("   " + name + ": " + " ".repeat(Math.max(0, NAME_WIDTH - name.length())) + mark(health) + " "
                + visible(finding.path("value").asText("")) + time);
        if (finding.hasNonNull("action")) {
            terminal().result("      -> " + visible(finding.path("action").asText()));
        }
    }

    private String mark(String health) {
        return switch (health) {
            case "ok" -> terminal().paint(Terminal.Colour.GREEN, "✓");
            case "warning" -> terminal().paint(Terminal.Colour.YELLOW, "!");
            default -> terminal().paint(Terminal.Colour.RED, "✗");
        };
    }

    private static String visible(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
