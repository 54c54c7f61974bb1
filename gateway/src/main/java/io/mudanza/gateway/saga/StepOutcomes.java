package io.mudanza.gateway.saga;

import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.event.StepCompleted;
import io.mudanza.contracts.event.StepFailed;
import io.mudanza.contracts.event.StepLogged;
import io.mudanza.contracts.event.StepStarted;
import io.mudanza.contracts.job.JobVerdict;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.jobs.JobRepository;
import io.mudanza.gateway.jobs.StepEntity;
import io.mudanza.gateway.jobs.StepRepository;
import io.mudanza.gateway.jobs.StepState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * What workers report. Events may come twice, late and in any order: one of a step that has ended, or that the ledger
 * does not know, changes nothing. Called in a transaction.
 */
@ApplicationScoped
public class StepOutcomes {
    private static final Logger LOGGER = Logger.getLogger(StepOutcomes.class);

    private final JobRepository jobs;
    private final StepRepository steps;
    private final Saga saga;
    private final SagaEvents events;
    private final RetryPolicy retries;

    StepOutcomes(JobRepository jobs, StepRepository steps, Saga saga, SagaEvents events, RetryPolicy retries) {
        this.jobs = jobs;
        this.steps = steps;
        this.saga = saga;
        this.events = events;
        this.retries = retries;
    }

    public void started(StepStarted event) {
        withStep(event.jobId(), event.stepId(), (job, step) -> {
            step.state(StepState.RUNNING);
            step.startedAt = Instant.now();
            String again = event.attempt() > 1 ? " (taken over, attempt " + event.attempt() + ")" : "";
            events.step(job, step.kind(), LogLevel.INFO, "Step " + step.kind().wire() + " started" + again + ".");
        });
    }

    public void completed(StepCompleted event) {
        withStep(event.jobId(), event.stepId(), (job, step) -> {
            end(step, StepState.COMPLETED);
            learn(job, step.kind(), event);
            events.step(job, step.kind(), LogLevel.INFO, "Step " + step.kind().wire() + " completed.");
            settle(job, step);
        });
    }

    public void failed(StepFailed event) {
        withStep(event.jobId(), event.stepId(), (job, step) ->
                fail(job, step, ProblemCode.ofWire(event.code()), event.detail()));
    }

    public void logged(StepLogged event) {
        jobs.locked(event.jobId()).ifPresent(job -> events.log(job, event.kind(), event.level(), event.message()));
    }

    /** Nobody has been heard of this step for too long. */
    void silent(UUID jobId, UUID stepId) {
        withStep(jobId, stepId, (job, step) -> {
            events.cancel(job, step.kind().worker());
            fail(job, step, ProblemCode.SERVICE_UNAVAILABLE, "The " + step.kind().worker().wire()
                    + " service does not report about the step " + step.kind().wire()
                    + ". Check that it runs, then resume the job.");
        });
    }

    private void fail(JobEntity job, StepEntity step, ProblemCode code, String detail) {
        end(step, code == ProblemCode.CANCELLED ? StepState.CANCELLED : StepState.FAILED);
        step.errorCode = code.wire();
        step.errorDetail = detail;
        if (code == ProblemCode.VERIFICATION_DIFFERENT) {
            job.verdict(JobVerdict.DIFFERENT);
        }
        boolean wanted = job.phase.equals("working") && !job.cancelRequested
                || job.phase.equals("compensating") || step.stage == JobPlan.LATE_CLEAN_UP;
        Optional<Duration> pause = wanted ? retries.another(step.kind(), code, step.attempt) : Optional.empty();
        LogLevel level = pause.isPresent() || code == ProblemCode.CANCELLED ? LogLevel.WARNING : LogLevel.ERROR;
        String further = pause.map(wait -> " Another attempt follows in " + wait.toSeconds() + " s.").orElse("");
        events.step(job, step.kind(), level,
                "Step " + step.kind().wire() + " failed: " + code.wire() + ": " + detail + further);
        pause.ifPresent(wait -> saga.begin(job, step.kind(), step.stage, step.attempt + 1, wait));
        settle(job, step);
    }

    private void settle(JobEntity job, StepEntity step) {
        if (step.stage == JobPlan.LATE_CLEAN_UP) {
            return;
        }
        if (step.kind() == StepKind.CLEAN_UP && step.state() == StepState.COMPLETED) {
            job.cleanedUp = true;
        }
        saga.advance(job);
    }

    private static void learn(JobEntity job, StepKind kind, StepCompleted event) {
        job.learn(event.facts());
        if (kind == StepKind.PUBLISH) {
            job.published = true;
        }
        if (kind == StepKind.CERTIFY || event.facts().containsKey(StepFacts.CERTIFICATE_SHA256)) {
            job.certified = true;
        }
        Object verdict = event.facts().get(StepFacts.VERDICT);
        if (verdict != null) {
            try {
                job.verdict(JobVerdict.valueOf(verdict.toString()));
            } catch (IllegalArgumentException unknown) {
                LOGGER.warnf("job %s: unknown verdict %s counts as NOT_VERIFIED", job.id, verdict);
                job.verdict(JobVerdict.NOT_VERIFIED);
            }
        }
    }

    private static void end(StepEntity step, StepState state) {
        step.state(state);
        step.endedAt = Instant.now();
    }

    private void withStep(UUID jobId, UUID stepId, BiConsumer<JobEntity, StepEntity> work) {
        JobEntity job = jobs.locked(jobId).orElse(null);
        StepEntity step = job == null ? null : steps.findById(stepId);
        if (step == null || !step.jobId.equals(jobId)) {
            LOGGER.debugf("job %s: an event of the unknown step %s is ignored", jobId, stepId);
        } else if (!step.state().active()) {
            LOGGER.debugf("job %s: a late event of step %s is ignored", jobId, stepId);
        } else {
            work.accept(job, step);
        }
    }
}
