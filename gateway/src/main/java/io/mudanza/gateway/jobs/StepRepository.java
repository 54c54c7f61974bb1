package io.mudanza.gateway.jobs;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The runs of steps. */
@ApplicationScoped
public class StepRepository implements PanacheRepositoryBase<StepEntity, UUID> {
    /** All runs of a job, oldest first. */
    public List<StepEntity> ofJob(UUID jobId) {
        return list("jobId = ?1 order by round, stage, attempt, id", jobId);
    }

    /** Jobs with a run that is due to be sent. */
    public List<UUID> jobsWithDueSteps(Instant now) {
        return getEntityManager()
                .createQuery("select distinct s.jobId from StepEntity s where s.state = 'waiting' and s.notBefore <= :now",
                        UUID.class)
                .setParameter("now", now)
                .getResultList();
    }

    /** Runs nobody has been heard of since the given time, by event or by progress. */
    public List<StepEntity> silentSince(Instant time) {
        return getEntityManager()
                .createNativeQuery("""
                        SELECT s.* FROM gateway.job_step s LEFT JOIN gateway.step_progress p ON p.step_id = s.id
                        WHERE s.state IN ('sent', 'running')
                          AND greatest(s.sent_at, s.started_at, p.updated_at) < :time""", StepEntity.class)
                .setParameter("time", time)
                .getResultList();
    }
}
