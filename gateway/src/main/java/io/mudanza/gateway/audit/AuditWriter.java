package io.mudanza.gateway.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.mudanza.audit.AuditEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;

/**
 * Writes what happened in batches, about once a second; a node that is killed may lose the last second's rows. Calls that
 * come in thousands and refusals are counted and written as one row every ten seconds, so that nobody can fill the trail
 * by knocking at the door. While the database is away, rows wait in memory.
 */
@ApplicationScoped
class AuditWriter {
    private static final Logger LOGGER = Logger.getLogger(AuditWriter.class);
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_COUNTED = 2_000;
    private static final int BATCH = 500;
    private static final Duration COUNTED_FOR = Duration.ofSeconds(10);

    private final GatewayAudit audit;
    private final MeterRegistry metrics;
    private final BlockingQueue<AuditEvent> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Map<Alike, Count> counted = new ConcurrentHashMap<>();
    private Instant countedSince = Instant.now();

    AuditWriter(GatewayAudit audit, MeterRegistry metrics) {
        this.audit = audit;
        this.metrics = metrics;
    }

    /** Calls that are told together. */
    private record Alike(String actor, String action, String address, String outcome) {}

    /** How many, and the object of the first. */
    private record Count(long calls, String object) {}

    /** Never blocks. */
    void write(AuditEvent event) {
        if (!waiting.offer(event)) {
            metrics.counter("gateway.audit.lost").increment();
            LOGGER.errorf("audit.lost %s %s by %s: the audit trail cannot be written", event.action(), event.outcome(),
                    event.actor());
        }
    }

    /** Never blocks. */
    void count(String actor, String action, String address, String outcome, String object) {
        Alike alike = new Alike(actor, action, address, outcome);
        // Somebody who changes his name with every call is told without it.
        Alike kept = counted.size() < MOST_COUNTED || counted.containsKey(alike)
                ? alike
                : new Alike("many", action, "many", outcome);
        counted.merge(kept, new Count(1, object), (old, one) -> new Count(old.calls() + 1, old.object()));
    }

    @Scheduled(every = "1s", identity = "gateway-audit-write", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void writeNow() {
        write(false);
    }

    @Scheduled(every = "1m", identity = "gateway-audit-checkpoint",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void checkpoint() {
        try {
            audit.checkpoints().write(audit.trail());
        } catch (SQLException | IOException e) {
            LOGGER.errorf(e, "audit.checkpoint failed; the end of the audit trail is not secured until the next");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        write(true);
        checkpoint();
    }

    /** Everything that has happened up to now is in the trail when this returns, if the database takes it. */
    synchronized void write(boolean all) {
        Instant now = Instant.now();
        if (all || Duration.between(countedSince, now).compareTo(COUNTED_FOR) >= 0) {
            takeCounted(now);
            countedSince = now;
        }
        List<AuditEvent> batch = new ArrayList<>();
        while (waiting.drainTo(batch, BATCH) > 0) {
            try {
                audit.trail().append(batch);
                batch.clear();
            } catch (SQLException e) {
                LOGGER.errorf(e, "audit.delayed: %d rows wait for the database", batch.size() + waiting.size());
                List<AuditEvent> later = new ArrayList<>();
                waiting.drainTo(later);
                batch.forEach(this::write);
                later.forEach(this::write);
                return;
            }
        }
    }

    private void takeCounted(Instant now) {
        for (Alike alike : List.copyOf(counted.keySet())) {
            Count count = counted.remove(alike);
            if (count != null) {
                write(new AuditEvent(now, alike.actor(), alike.action(), count.calls() == 1 ? count.object() : null,
                        alike.address(), alike.outcome(), count.calls() == 1 ? null : count.calls() + " calls"));
            }
        }
    }
}
