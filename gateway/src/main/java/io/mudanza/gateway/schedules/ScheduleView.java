package io.mudanza.gateway.schedules;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.gateway.schedules.ScheduleRepository.Run;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A schedule as people see it.
 *
 * @param lastRun  the newest run; null when there was none
 * @param lastSkip why the last time that was due made no job; null when it did
 * @param exports  good exports that are kept, newest first; the id of the job downloads, and so restores, each
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(name = "Schedule")
public record ScheduleView(
        UUID id, String name, String cron, String timeZone, boolean includeMedia, List<String> tables, List<String> exclude,
        Integer keep, Integer keepDays, String createdBy, Instant createdAt, Instant nextRunAt, ScheduledRun lastRun,
        String lastSkip, List<ScheduledRun> exports) {

    /** One run. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "ScheduledRun")
    public record ScheduledRun(
            UUID jobId, String status, Instant plannedAt, Instant begunAt, Instant completedAt, boolean byHand, String code,
            String detail) {

        static ScheduledRun of(Run run) {
            return new ScheduledRun(run.run().jobId, run.job().status().wire(), run.run().plannedAt, run.run().begunAt,
                    run.job().completedAt, run.run().byHand, run.job().errorCode, run.job().errorDetail);
        }
    }

    /** All schedules. */
    @Schema(name = "ScheduleList")
    public record ScheduleList(List<ScheduleView> schedules) {}

    /** @param runs newest first */
    static ScheduleView of(ScheduleEntity schedule, List<Run> runs) {
        JobOptions options = schedule.jobOptions();
        return new ScheduleView(schedule.id, schedule.name, schedule.cron, schedule.timeZone, options.includeMedia(),
                options.tables(), options.exclude(), schedule.keep, schedule.keepDays, schedule.createdBy,
                schedule.createdAt, schedule.nextRunAt,
                runs.stream().findFirst().map(ScheduledRun::of).orElse(null), schedule.lastSkip,
                Retention.kept(runs).stream().map(ScheduledRun::of).toList());
    }
}
