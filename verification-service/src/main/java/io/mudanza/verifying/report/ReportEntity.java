package io.mudanza.verifying.report;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The last comparison of a job. */
@Entity
@Table(name = "report")
public class ReportEntity {

    @Id
    @Column(name = "job_id")
    UUID jobId;

    @Column(name = "step_id", nullable = false)
    UUID stepId;

    @Column(name = "verdict", nullable = false)
    String verdict;

    @Column(name = "manifest_sha256", nullable = false)
    String manifestSha256;

    @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
    @Column(name = "report", nullable = false)
    String report;

    @Column(name = "started_at", nullable = false)
    Instant startedAt;

    @Column(name = "completed_at", nullable = false)
    Instant completedAt;
}
