package io.mudanza.exporting.run;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One export as it is kept: which attempt counts, and how it ended. */
@Entity
@Table(name = "export")
public class ExportEntity {

    /** Where an export stands. */
    public enum State {
        RUNNING,
        SEALED,
        FAILED
    }

    @Id
    @Column(name = "job_id")
    UUID jobId;

    /** Counts the runs over all steps of the job; names the folder of the run. */
    @Column(name = "attempt", nullable = false)
    long attempt;

    @Column(name = "step_id", nullable = false)
    UUID stepId;

    /** Fencing number of the step that owns the export. */
    @Column(name = "fencing_token", nullable = false)
    long fencingToken;

    @Enumerated(EnumType.STRING)
    @Column(name = "state", nullable = false)
    State state;

    @Column(name = "bundle_id")
    UUID bundleId;

    @Column(name = "manifest_sha256")
    String manifestSha256;

    @Column(name = "row_count", nullable = false)
    long rows;

    @Column(name = "plain_bytes", nullable = false)
    long plainBytes;

    @Column(name = "media_files", nullable = false)
    long mediaFiles;

    @Column(name = "media_bytes", nullable = false)
    long mediaBytes;

    @Column(name = "code")
    String code;

    @Column(name = "detail")
    String detail;

    /** Whether it stays, once it is sealed, until somebody removes it. */
    @Column(name = "kept", nullable = false)
    boolean kept;

    @Column(name = "started_at", nullable = false)
    Instant startedAt;

    @Column(name = "ended_at")
    Instant endedAt;

    public UUID jobId() {
        return jobId;
    }

    public long attempt() {
        return attempt;
    }

    public State state() {
        return state;
    }

    public String manifestSha256() {
        return manifestSha256;
    }
}
