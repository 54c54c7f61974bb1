package io.mudanza.gateway.saga;

import io.mudanza.contracts.step.StepKind;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.jobs.JobRepository;
import io.mudanza.gateway.jobs.StepEntity;
import io.mudanza.gateway.jobs.StepRepository;
import io.mudanza.gateway.jobs.StepState;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What happens because time passes. Every replica looks; the lock on the job decides who does it. */
@ApplicationScoped
class SagaClock {
    private static final Logger LOGGER = Logger.getLogger(SagaClock.class);

    private final JobRepository jobs;
    private final StepRepository steps;
    private final Saga saga;
    private final SagaEvents events;
    private final StepOutcomes outcomes;
    private final PlatformLease platform;
    private final Duration silence;

    SagaClock(
            JobRepository jobs,
            StepRepository steps,
            Saga saga,
            SagaEvents events,
            StepOutcomes outcomes,
            PlatformLease platform,
            @ConfigProperty(name = "mudanza.gateway.step-silence", defaultValue = "15M") Duration silence) {
        this.jobs = jobs;
        this.steps = steps;
        this.saga = saga;
        this.events = events;
        this.outcomes = outcomes;
        this.platform = platform;
        this.silence = silence;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP, identity = "gateway-due-steps")
    void sendDueSteps() {
        for (UUID id : read(() -> steps.jobsWithDueSteps(Instant.now()))) {
            guarded(id, () -> jobs.locked(id).ifPresent(this::sendDue));
        }
    }

    private void sendDue(JobEntity job) {
        for (StepEntity step : steps.ofJob(job.id)) {
            boolean due = step.state() == StepState.WAITING
                    && step.notBefore != null
                    && !step.notBefore.isAfter(Instant.now());
            if (due) {
                events.send(job, step);
            }
        }
    }

    @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP, identity = "gateway-watch")
    void watch() {
        for (JobEntity job : read(jobs::alive)) {
            if (JobPlan.changesPlatform(job.direction()) && !job.phase.equals("pending")) {
                guarded(job.id, () -> platform.renew(job.id));
            }
        }
        for (StepEntity step : read(() -> steps.silentSince(Instant.now().minus(silence)))) {
            guarded(step.jobId, () -> outcomes.silent(step.jobId, step.id));
        }
        for (JobEntity job : read(() -> jobs.toCleanUp(Instant.now()))) {
            guarded(job.id, () -> jobs.locked(job.id).ifPresent(this::cleanUp));
        }
    }

    private void cleanUp(JobEntity job) {
        boolean stillDue = job.phase.equals("ended") && !job.cleanedUp && job.cleanUpAt != null
                && !job.cleanUpAt.isAfter(Instant.now());
        if (stillDue) {
            job.cleanedUp = true;
            saga.begin(job, StepKind.CLEAN_UP, JobPlan.LATE_CLEAN_UP, 1, null);
        }
    }

    private static <T> List<T> read(Supplier<List<T>> question) {
        return QuarkusTransaction.requiringNew().call(question::get);
    }

    private static void guarded(UUID job, Runnable work) {
        try {
            QuarkusTransaction.requiringNew().run(work);
        } catch (RuntimeException failure) {
            LOGGER.warnf(failure, "job %s: what was due will be tried again", job);
        }
    }
}
