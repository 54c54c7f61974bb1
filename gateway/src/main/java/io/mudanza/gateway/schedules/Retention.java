package io.mudanza.gateway.schedules;

import io.mudanza.contracts.job.JobStatus;
import io.mudanza.gateway.schedules.ScheduleRepository.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Which exports of a schedule have had their time. The last good one never has. */
final class Retention {

    private Retention() {}

    /** Good exports that are there. @param runs newest first */
    static List<Run> kept(List<Run> runs) {
        return runs.stream()
                .filter(run -> run.job().status() == JobStatus.COMPLETED && run.run().removedAt == null)
                .toList();
    }

    /** @param runs newest first */
    static List<Run> outdated(ScheduleEntity schedule, List<Run> runs, Instant now) {
        List<Run> kept = kept(runs);
        if (schedule.keep != null) {
            return kept.stream().skip(Math.max(1, schedule.keep)).toList();
        }
        Instant oldest = now.minus(Duration.ofDays(schedule.keepDays));
        return kept.stream().skip(1).filter(run -> run.run().begunAt.isBefore(oldest)).toList();
    }
}
