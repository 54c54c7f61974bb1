package io.mudanza.verifying.certificate;

import io.mudanza.engine.certificate.SignedCertificate;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The certificates of this node. One that was issued for a job is never replaced by another. */
@ApplicationScoped
public class Certificates implements PanacheRepositoryBase<CertificateEntity, UUID> {

    /** Keeps a certificate, unless the job has one. @return the one that counts, as JSON */
    @Transactional
    public String keep(UUID job, SignedCertificate signed) {
        CertificateEntity row = findById(job);
        if (row == null) {
            row = new CertificateEntity();
            row.jobId = job;
            row.verdict = signed.certificate().verdict().name();
            row.json = signed.json();
            row.issuedAt = Instant.now();
            persist(row);
        }
        return row.json;
    }

    /** The certificate as it was signed. */
    @Transactional
    public Optional<String> json(UUID job) {
        return findByIdOptional(job).map(row -> row.json);
    }
}
