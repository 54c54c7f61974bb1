package io.mudanza.gateway.jobs;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.job.JobStatus;
import io.mudanza.contracts.job.JobVerdict;
import io.mudanza.messaging.cloudevent.ContractJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A row of the ledger. Changed only under its lock, by the saga. */
@Entity
@Table(name = "job")
public class JobEntity {
    @Id
    public UUID id;

    @Column(nullable = false, updatable = false)
    String direction;

    @Column(nullable = false)
    String status;

    @Column(nullable = false)
    public String phase;

    public int stage;
    public int round = 1;

    @Column(nullable = false)
    String options;

    @Column(nullable = false)
    String facts = "{}";

    String verdict;

    @Column(name = "error_code")
    public String errorCode;

    @Column(name = "error_detail")
    public String errorDetail;

    @Column(name = "cancel_requested")
    public boolean cancelRequested;

    public boolean published;
    public boolean certified;

    @Column(name = "fencing_token")
    public long fencingToken;

    @Column(name = "request_id", updatable = false)
    public String requestId;

    @Column(name = "created_by", nullable = false, updatable = false)
    public String createdBy;

    @Column(name = "created_at", nullable = false, updatable = false)
    public Instant createdAt;

    @Column(name = "started_at")
    public Instant startedAt;

    @Column(name = "completed_at")
    public Instant completedAt;

    @Column(name = "clean_up_at")
    public Instant cleanUpAt;

    @Column(name = "cleaned_up")
    public boolean cleanedUp;

    @Version
    long version;

    /** For Hibernate. */
    protected JobEntity() {}

    /** A job that has not begun. */
    public JobEntity(UUID id, JobDirection direction, JobOptions options, Map<String, Object> facts, String createdBy) {
        this.id = id;
        this.direction = direction.wire();
        this.status = JobStatus.PENDING.wire();
        this.phase = "pending";
        this.options = json(options);
        this.facts = json(facts);
        this.createdBy = createdBy;
        this.createdAt = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }

    public JobDirection direction() {
        return JobDirection.ofWire(direction);
    }

    public JobStatus status() {
        return JobStatus.ofWire(status);
    }

    public void status(JobStatus now) {
        status = now.wire();
    }

    public JobOptions options() {
        return ContractJson.read(options.getBytes(StandardCharsets.UTF_8), JobOptions.class);
    }

    /** What is wanted may be said until the job begins. */
    public void options(JobOptions wanted) {
        options = json(wanted);
    }

    public JobVerdict verdict() {
        return verdict == null ? null : JobVerdict.valueOf(verdict);
    }

    public void verdict(JobVerdict found) {
        verdict = found == null ? null : found.name();
    }

    /** What the steps have found out so far. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> facts() {
        return ContractJson.read(facts.getBytes(StandardCharsets.UTF_8), Map.class);
    }

    /** Adds what a step found out. */
    public void learn(Map<String, Object> found) {
        Map<String, Object> all = new LinkedHashMap<>(facts());
        all.putAll(found);
        facts = json(all);
    }

    private static String json(Object value) {
        return new String(ContractJson.write(value), StandardCharsets.UTF_8);
    }
}
