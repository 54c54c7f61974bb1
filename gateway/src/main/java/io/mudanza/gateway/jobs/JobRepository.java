package io.mudanza.gateway.jobs;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The jobs of the ledger. */
@ApplicationScoped
public class JobRepository implements PanacheRepositoryBase<JobEntity, UUID> {
    /** The job, locked until the transaction ends: whoever changes a job holds this. */
    public Optional<JobEntity> locked(UUID id) {
        return Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Jobs that have not ended. */
    public List<JobEntity> alive() {
        return list("phase <> 'ended'");
    }

    /** Ended jobs whose leftovers are due for removal. */
    public List<JobEntity> toCleanUp(Instant now) {
        return list("phase = 'ended' and cleanUpAt <= ?1 and cleanedUp = false", now);
    }

    /** A page of jobs, newest first. */
    public List<JobEntity> page(JobFilter filter, int limit) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        if (filter.status() != null) {
            conditions.add("status = :status");
            values.put("status", filter.status().wire());
        }
        if (filter.direction() != null) {
            conditions.add("direction = :direction");
            values.put("direction", filter.direction().wire());
        }
        if (filter.since() != null) {
            conditions.add("createdAt >= :since");
            values.put("since", filter.since());
        }
        if (filter.until() != null) {
            conditions.add("createdAt < :until");
            values.put("until", filter.until());
        }
        if (filter.after() != null) {
            conditions.add("(createdAt < :at or (createdAt = :at and id < :id))");
            values.put("at", filter.after().at());
            values.put("id", filter.after().id());
        }
        if (filter.seen() != null) {
            conditions.add("(createdBy = :createdBy or id in (:seen))");
            values.put("createdBy", filter.seen().createdBy());
            values.put("seen", filter.seen().ids());
        }
        String where = conditions.isEmpty() ? "" : String.join(" and ", conditions) + " ";
        return find(where + "order by createdAt desc, id desc", values).page(0, limit).list();
    }
}
