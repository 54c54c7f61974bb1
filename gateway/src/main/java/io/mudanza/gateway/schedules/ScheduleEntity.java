package io.mudanza.gateway.schedules;

import io.mudanza.contracts.job.JobOptions;
import io.mudanza.gateway.requests.Timetable;
import io.mudanza.messaging.cloudevent.ContractJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** A schedule. Changed only under its lock. */
@Entity
@Table(name = "schedule")
class ScheduleEntity {
    @Id
    UUID id;

    @Column(nullable = false, updatable = false)
    String name;

    @Column(nullable = false, updatable = false)
    String cron;

    @Column(name = "time_zone", nullable = false, updatable = false)
    String timeZone;

    @Column(nullable = false, updatable = false)
    String options;

    @Column(updatable = false)
    Integer keep;

    @Column(name = "keep_days", updatable = false)
    Integer keepDays;

    @Column(name = "created_by", nullable = false, updatable = false)
    String createdBy;

    @Column(name = "created_at", nullable = false, updatable = false)
    Instant createdAt;

    @Column(name = "next_run_at", nullable = false)
    Instant nextRunAt;

    /** Why the last time that was due made no job; null when it did. */
    @Column(name = "last_skip")
    String lastSkip;

    JobOptions jobOptions() {
        return ContractJson.read(options.getBytes(StandardCharsets.UTF_8), JobOptions.class);
    }

    void jobOptions(JobOptions wanted) {
        options = new String(ContractJson.write(wanted), StandardCharsets.UTF_8);
    }

    Timetable timetable() {
        return Timetable.of(cron, timeZone);
    }
}
