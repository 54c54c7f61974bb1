package io.mudanza.gateway.jobs;

import io.mudanza.contracts.step.StepKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One run of a step of a job. */
@Entity
@Table(name = "job_step")
public class StepEntity {
    @Id
    public UUID id;

    @Column(name = "job_id", nullable = false, updatable = false)
    public UUID jobId;

    @Column(nullable = false, updatable = false)
    String kind;

    @Column(updatable = false)
    public int round;

    @Column(updatable = false)
    public int stage;

    @Column(updatable = false)
    public int attempt;

    @Column(nullable = false)
    String state;

    @Column(name = "not_before")
    public Instant notBefore;

    @Column(name = "sent_at")
    public Instant sentAt;

    @Column(name = "started_at")
    public Instant startedAt;

    @Column(name = "ended_at")
    public Instant endedAt;

    @Column(name = "error_code")
    public String errorCode;

    @Column(name = "error_detail")
    public String errorDetail;

    /** For Hibernate. */
    protected StepEntity() {}

    public StepEntity(UUID id, UUID jobId, StepKind kind, int round, int stage, int attempt) {
        this.id = id;
        this.jobId = jobId;
        this.kind = kind.wire();
        this.round = round;
        this.stage = stage;
        this.attempt = attempt;
        this.state = StepState.WAITING.wire();
    }

    public StepKind kind() {
        return StepKind.ofWire(kind);
    }

    public StepState state() {
        return StepState.ofWire(state);
    }

    public void state(StepState now) {
        state = now.wire();
    }
}
