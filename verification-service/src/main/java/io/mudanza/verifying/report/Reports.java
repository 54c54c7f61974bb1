package io.mudanza.verifying.report;

import io.mudanza.bundle.json.BundleJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** Keeps the last comparison of each job. */
@ApplicationScoped
public class Reports implements PanacheRepositoryBase<ReportEntity, UUID> {

    @Transactional
    public void keep(UUID job, UUID step, ComparisonReport report) {
        // In SQL, because the text becomes jsonb.
        getEntityManager().createNativeQuery("""
                INSERT INTO verifying.report (job_id, step_id, verdict, manifest_sha256, report, started_at, completed_at)
                VALUES (?1, ?2, ?3, ?4, CAST(?5 AS jsonb), ?6, ?7)
                ON CONFLICT (job_id) DO UPDATE SET step_id = excluded.step_id, verdict = excluded.verdict,
                    manifest_sha256 = excluded.manifest_sha256, report = excluded.report,
                    started_at = excluded.started_at, completed_at = excluded.completed_at""")
                .setParameter(1, job)
                .setParameter(2, step)
                .setParameter(3, report.verdict().name())
                .setParameter(4, report.manifestSha256())
                .setParameter(5, BundleJson.write(report))
                .setParameter(6, report.startedAt())
                .setParameter(7, report.completedAt())
                .executeUpdate();
    }

    /** The report as JSON text. */
    @Transactional
    public Optional<String> json(UUID job) {
        return getEntityManager()
                .createNativeQuery("SELECT CAST(report AS text) FROM verifying.report WHERE job_id = ?1", String.class)
                .setParameter(1, job)
                .getResultStream()
                .findFirst()
                .map(Object::toString);
    }

    public Optional<ComparisonReport> find(UUID job) throws IOException {
        Optional<String> json = json(job);
        return json.isEmpty() ? Optional.empty() : Optional.of(BundleJson.read(json.get(), ComparisonReport.class));
    }
}
