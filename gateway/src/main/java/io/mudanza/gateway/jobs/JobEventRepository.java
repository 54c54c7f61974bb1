package io.mudanza.gateway.jobs;

import io.mudanza.contracts.event.LogLevel;
import io.mudanza.messaging.cloudevent.ContractJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What happened to jobs. */
@ApplicationScoped
public class JobEventRepository implements PanacheRepositoryBase<JobEventEntity, Long> {
    /**
     * Adds to the job's log. Called under the job's lock, so the numbers of a job grow in the order of commits.
     *
     * @param step wire form of the step's kind, or null
     */
    public void add(UUID jobId, String type, LogLevel level, String step, String message, Map<String, ?> data) {
        JobEventEntity event = new JobEventEntity();
        event.jobId = jobId;
        event.at = Instant.now();
        event.type = type;
        event.level = level.wire();
        event.step = step;
        event.message = message;
        event.data = new String(ContractJson.write(data), StandardCharsets.UTF_8);
        persist(event);
    }

    /** Events of a job after a number, oldest first. */
    public List<JobEventEntity> after(UUID jobId, long seq, int limit) {
        return find("jobId = ?1 and seq > ?2 order by seq", jobId, seq).page(0, limit).list();
    }

    /** The same, of some levels only. */
    public List<JobEventEntity> after(UUID jobId, long seq, List<String> levels, int limit) {
        return find("jobId = ?1 and seq > ?2 and level in ?3 order by seq", jobId, seq, levels).page(0, limit).list();
    }
}
