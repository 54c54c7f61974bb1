package io.mudanza.gateway.requests;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.mudanza.contracts.job.JobOptions;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Body of {@code POST schedules/}. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(name = "ScheduleRequest", requiredProperties = "cron")
public record ScheduleRequest(
        @Schema(description = "1 to 60 of a-z, 0-9, - and _; made up when absent") String name,
        @Schema(description = "Five fields: minute, hour, day of month, month, day of week") String cron,
        @Schema(defaultValue = "UTC", description = "Name of a time zone") String timeZone,
        @Schema(defaultValue = "false") Boolean includeMedia,
        @Schema(defaultValue = "true") Boolean compress,
        @Schema(description = "Only these: schema.table or schema.*") List<String> tables,
        @Schema(description = "Not these: schema.table or schema.*") List<String> exclude,
        @Schema(description = "Keep the newest so many exports, 1 to 1000; 7 when neither is given") Integer keep,
        @Schema(description = "Keep exports so many days, 1 to 3650; never both") Integer keepDays) {

    private static final int MOST = 1000;
    private static final int MOST_DAYS = 3650;
    private static final int USUAL = 7;

    /** The name, checked; null when none was given. */
    public String checkedName() {
        if (name == null) {
            return null;
        }
        if (!name.matches("[a-z0-9][a-z0-9_-]{0,59}")) {
            throw Fields.wrong("name", "1 to 60 of a-z, 0-9, - and _");
        }
        return name;
    }

    public Timetable timetable() {
        return Timetable.of(cron, timeZone);
    }

    /** Options of the exports. */
    public JobOptions options() {
        return new ExportRequest(Fields.or(includeMedia, false), compress, null, tables, exclude, null, null).options();
    }

    /** How many are kept; null when days count. */
    public Integer keepNumber() {
        if (keep != null && keepDays != null) {
            throw Fields.wrong("keep_days", "not beside keep");
        }
        if (keep != null && (keep < 1 || keep > MOST)) {
            throw Fields.wrong("keep", "1 to " + MOST);
        }
        return keep == null && keepDays == null ? Integer.valueOf(USUAL) : keep;
    }

    /** For how many days they are kept; null when their number counts. */
    public Integer keptDays() {
        if (keepDays != null && (keepDays < 1 || keepDays > MOST_DAYS)) {
            throw Fields.wrong("keep_days", "1 to " + MOST_DAYS);
        }
        return keepDays;
    }
}
