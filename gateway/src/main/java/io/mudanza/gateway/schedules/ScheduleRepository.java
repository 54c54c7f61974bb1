package io.mudanza.gateway.schedules;

import io.mudanza.gateway.jobs.JobEntity;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The schedules and their runs. Called in a transaction. */
@ApplicationScoped
class ScheduleRepository implements PanacheRepositoryBase<ScheduleEntity, UUID> {

    /** A run and its job. */
    record Run(ScheduleRunEntity run, JobEntity job) {}

    List<ScheduleEntity> all() {
        return list("order by name");
    }

    /** By id or name. */
    Optional<ScheduleEntity> named(String text) {
        return find("name = ?1 or cast(id as string) = ?1", text).firstResultOptional();
    }

    Optional<ScheduleEntity> locked(UUID id) {
        return Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** The schedule that is due first and that no other replica has taken, locked. */
    Optional<ScheduleEntity> takeDue() {
        @SuppressWarnings("unchecked")
        List<ScheduleEntity> due = getEntityManager()
                .createNativeQuery("SELECT * FROM gateway.schedule WHERE next_run_at <= clock_timestamp()"
                        + " ORDER BY next_run_at LIMIT 1 FOR UPDATE SKIP LOCKED", ScheduleEntity.class)
                .getResultList();
        return due.stream().findFirst();
    }

    /** The runs of a schedule, newest first. */
    List<Run> runs(UUID schedule, int most) {
        return getEntityManager()
                .createQuery("select r, j from ScheduleRunEntity r join JobEntity j on j.id = r.jobId"
                        + " where r.scheduleId = ?1 order by r.begunAt desc, r.jobId desc", Object[].class)
                .setParameter(1, schedule)
                .setMaxResults(most)
                .getResultStream()
                .map(row -> new Run((ScheduleRunEntity) row[0], (JobEntity) row[1]))
                .toList();
    }

    void began(ScheduleRunEntity run) {
        getEntityManager().persist(run);
    }

    void removed(UUID job, Instant when) {
        ScheduleRunEntity run = getEntityManager().find(ScheduleRunEntity.class, job);
        if (run != null) {
            run.removedAt = when;
        }
    }
}
