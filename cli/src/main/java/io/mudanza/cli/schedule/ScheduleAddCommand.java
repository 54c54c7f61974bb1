package io.mudanza.cli.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.job.TableChoice;
import io.mudanza.cli.terminal.JsonText;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mudanza schedule add}. */
@Command(name = "add", sortOptions = false, description = "Add a schedule of exports.")
final class ScheduleAddCommand extends Subcommand {

    @Option(names = "--cron", required = true, paramLabel = "'M H D M W'",
            description = "When: minute, hour, day of month, month, day of week; '0 3 * * *' is every night at three.")
    private String cron;

    @Option(names = "--time-zone", paramLabel = "ZONE", description = "Zone in which the times count; else that of this machine.")
    private String zone;

    @Option(names = "--name", paramLabel = "NAME", description = "Its name: a-z, 0-9, - and _; made up when absent.")
    private String name;

    @Option(names = "--include-media", description = "With the media store.")
    private boolean includeMedia;

    @Mixin
    private TableChoice tables;

    @Option(names = "--keep", paramLabel = "N", description = "Keep the newest so many exports; 7 unless told otherwise.")
    private Integer keep;

    @Option(names = "--keep-days", paramLabel = "DAYS",
            description = "Keep exports so many days, instead of so many; the last good one always stays.")
    private Integer keepDays;

    @Override
    public Integer call() {
        ObjectNode body = JsonText.MAPPER.createObjectNode();
        body.put("cron", cron);
        body.put("time_zone", zone == null ? ZoneId.systemDefault().getId() : zone);
        body.put("include_media", includeMedia);
        tables.addTo(body);
        if (name != null) {
            body.put("name", name);
        }
        if (keep != null) {
            body.put("keep", keep);
        }
        if (keepDays != null) {
            body.put("keep_days", keepDays);
        }
        JsonNode answer = node().post("schedules/", body);
        if (terminal().json()) {
            terminal().result(answer);
        } else {
            terminal().result(answer.path("name").asText());
            terminal().say(text("schedule.added", answer.path("name").asText(), answer.path("next_run_at").asText()));
        }
        return ExitCode.OK;
    }
}
