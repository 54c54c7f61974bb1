package io.mudanza.verifying.certificate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The signed report of a job, byte for byte. */
@Entity
@Table(name = "certificate")
public class CertificateEntity {

    @Id
    @Column(name = "job_id")
    UUID jobId;

    @Column(name = "verdict", nullable = false)
    String verdict;

    @Column(name = "json", nullable = false)
    String json;

    @Column(name = "issued_at", nullable = false)
    Instant issuedAt;
}
