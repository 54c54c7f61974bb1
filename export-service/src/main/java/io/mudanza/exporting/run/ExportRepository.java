package io.mudanza.exporting.run;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of the exports. A change by an attempt that was overtaken by a newer one does nothing. */
@ApplicationScoped
public class ExportRepository implements PanacheRepositoryBase<ExportEntity, UUID> {

    /** The export of a job as it is now. */
    @Transactional
    public Optional<ExportEntity> current(UUID job) {
        return findByIdOptional(job);
    }

    /** Whether this attempt is the one of its job: not overtaken, not removed. */
    @Transactional
    boolean isCurrent(UUID job, long attempt) {
        return current(job).filter(row -> row.attempt == attempt).isPresent();
    }

    /**
     * Begins the next attempt, unless the export is sealed or a newer run of the same step has begun one.
     *
     * @param kept whether the export stays until somebody removes it
     * @return the export as it is now; the caller owns it when it is running and bears its fencing number
     */
    @Transactional
    ExportEntity begin(UUID job, UUID step, long fencingToken, boolean kept) {
        ExportEntity row = findById(job, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            row = new ExportEntity();
            row.jobId = job;
        } else if (row.state == ExportEntity.State.SEALED
                || row.stepId.equals(step) && row.fencingToken > fencingToken) {
            return row;
        }
        row.attempt++;
        row.stepId = step;
        row.fencingToken = fencingToken;
        row.state = ExportEntity.State.RUNNING;
        row.bundleId = null;
        row.code = null;
        row.detail = null;
        row.kept = kept;
        row.startedAt = Instant.now();
        row.endedAt = null;
        persist(row);
        return row;
    }

    /** Notes the id of the bundle that the attempt makes. */
    @Transactional
    void opened(UUID job, long attempt, UUID bundleId) {
        update("bundleId = ?1 where jobId = ?2 and attempt = ?3", bundleId, job, attempt);
    }

    /** @return false when another attempt has taken over */
    @Transactional
    boolean sealed(UUID job, long attempt, SealedExport sealed) {
        return update(
                        "state = ?1, bundleId = ?2, manifestSha256 = ?3, rows = ?4, plainBytes = ?5, mediaFiles = ?6,"
                                + " mediaBytes = ?7, endedAt = ?8 where jobId = ?9 and attempt = ?10",
                        ExportEntity.State.SEALED,
                        sealed.bundleId(),
                        sealed.manifestSha256(),
                        sealed.rows(),
                        sealed.plainBytes(),
                        sealed.mediaFiles(),
                        sealed.mediaBytes(),
                        Instant.now(),
                        job,
                        attempt)
                == 1;
    }

    @Transactional
    void failed(UUID job, long attempt, String code, String detail) {
        update(
                "state = ?1, code = ?2, detail = ?3, endedAt = ?4 where jobId = ?5 and attempt = ?6",
                ExportEntity.State.FAILED,
                code,
                detail,
                Instant.now(),
                job,
                attempt);
    }

    /** True while a step of the job waits or runs, so that an export is to be expected. */
    @Transactional
    public boolean expected(UUID job) {
        return (Boolean) getEntityManager()
                .createNativeQuery("SELECT EXISTS (SELECT 1 FROM exporting.step_run"
                        + " WHERE job_id = ?1 AND state IN ('queued', 'running'))")
                .setParameter(1, job)
                .getSingleResult();
    }

    /** Exports that ended, or were begun and never went on, before a moment, but for those that are kept. */
    @Transactional
    public List<UUID> olderThan(Instant moment) {
        return find("(endedAt < ?1 or (endedAt is null and startedAt < ?1)) and not (kept = true and state = ?2)",
                        moment, ExportEntity.State.SEALED).stream()
                .map(ExportEntity::jobId)
                .toList();
    }

    /** Forgets an export. @return false when there was none */
    @Transactional
    public boolean forget(UUID job) {
        return deleteById(job);
    }
}
