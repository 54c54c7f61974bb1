package io.mudanza.gateway.schedules;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One export of a schedule. */
@Entity
@Table(name = "schedule_run")
class ScheduleRunEntity {
    @Id
    @Column(name = "job_id")
    UUID jobId;

    @Column(name = "schedule_id", nullable = false, updatable = false)
    UUID scheduleId;

    /** When it was due; by hand: when it was asked for. */
    @Column(name = "planned_at", nullable = false, updatable = false)
    Instant plannedAt;

    @Column(name = "begun_at", nullable = false, updatable = false)
    Instant begunAt;

    @Column(name = "by_hand", nullable = false, updatable = false)
    boolean byHand;

    /** When retention removed its export; null while it is kept. */
    @Column(name = "removed_at")
    Instant removedAt;
}
