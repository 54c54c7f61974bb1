package io.mudanza.gateway.saga;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mudanza.gateway.jobs.JobEntity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Counts and durations of jobs. */
@ApplicationScoped
class SagaMetrics {
    private final MeterRegistry registry;

    SagaMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void begun(JobEntity job) {
        registry.counter("migration_jobs_started", "direction", job.direction().wire()).increment();
    }

    void ended(JobEntity job) {
        registry.counter("migration_jobs_ended", "direction", job.direction().wire(), "status", job.status().wire(),
                "code", job.errorCode == null ? "none" : job.errorCode).increment();
        if (job.startedAt != null) {
            Timer.builder("migration_job_duration")
                    .tag("direction", job.direction().wire())
                    .register(registry)
                    .record(Duration.between(job.startedAt, job.completedAt));
        }
    }
}
