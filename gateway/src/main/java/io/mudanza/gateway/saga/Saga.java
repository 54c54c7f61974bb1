package io.mudanza.gateway.saga;

import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobStatus;
import io.mudanza.contracts.job.JobVerdict;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.contracts.step.Worker;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.jobs.JobRepository;
import io.mudanza.gateway.jobs.StepEntity;
import io.mudanza.gateway.jobs.StepRepository;
import io.mudanza.gateway.jobs.StepState;
import io.mudanza.gateway.saga.JobState.Compensating;
import io.mudanza.gateway.saga.JobState.Ended;
import io.mudanza.gateway.saga.JobState.Pending;
import io.mudanza.gateway.saga.JobState.Stopping;
import io.mudanza.gateway.saga.JobState.Working;
import io.mudanza.messaging.cloudevent.TimeOrderedId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Moves a job on. Every method is called with the job locked, in the transaction that keeps its result and the
 * messages that follow from it.
 */
@ApplicationScoped
class Saga {
    private final StepRepository steps;
    private final JobRepository jobs;
    private final SagaEvents events;
    private final PlatformLease platform;
    private final SagaMetrics metrics;
    private final Duration keepFailed;

    Saga(
            StepRepository steps,
            JobRepository jobs,
            SagaEvents events,
            PlatformLease platform,
            SagaMetrics metrics,
            @ConfigProperty(name = "mudanza.gateway.keep-failed", defaultValue = "24H") Duration keepFailed) {
        this.steps = steps;
        this.jobs = jobs;
        this.events = events;
        this.platform = platform;
        this.metrics = metrics;
        this.keepFailed = keepFailed;
    }

    static JobPlan plan(JobEntity job) {
        return JobPlan.of(job.direction(), job.options(), job.facts());
    }

    /** Begins a stage: every step of it gets its command. */
    void enter(JobEntity job, Working working) {
        if (job.startedAt == null) {
            job.startedAt = Instant.now();
            job.learn(Map.of(StepFacts.STARTED_AT, job.startedAt.truncatedTo(ChronoUnit.MILLIS).toString()));
        }
        change(job, working);
        for (StepKind kind : plan(job).stages().get(working.stage())) {
            begin(job, kind, working.stage(), 1, null);
        }
    }

    void begin(JobEntity job, StepKind kind, int stage, int attempt, Duration pause) {
        StepEntity step = new StepEntity(TimeOrderedId.next(), job.id, kind, job.round, stage, attempt);
        steps.persist(step);
        if (pause == null) {
            events.send(job, step);
        } else {
            step.notBefore = Instant.now().plus(pause);
        }
    }

    /** Looks at where the job's steps are and does what follows, until there is nothing to do at once. */
    void advance(JobEntity job) {
        while (true) {
            boolean moved = switch (SavedState.of(job)) {
                case Pending ignored -> false;
                case Working working -> work(job, working);
                case Stopping stopping -> stop(job, stopping);
                case Compensating undoing -> compensate(job, undoing);
                case Ended ignored -> false;
            };
            if (!moved) {
                return;
            }
        }
    }

    private boolean work(JobEntity job, Working working) {
        List<StepEntity> all = round(job);
        if (job.cancelRequested) {
            halt(job, working.cancel(), all);
            return true;
        }
        Set<StepKind> open = EnumSet.copyOf(plan(job).stages().get(working.stage()));
        for (StepEntity step : all) {
            if (step.stage != working.stage()) {
                continue;
            }
            if (step.state() == StepState.COMPLETED) {
                open.remove(step.kind());
            } else if (!step.state().active() && !hasLater(all, step)) {
                if (job.published && step.kind() == StepKind.CLEAN_UP || finished(job, step.kind())) {
                    open.remove(step.kind());
                } else {
                    halt(job, working.fail(failure(step)), all);
                    return true;
                }
            }
        }
        if (!open.isEmpty()) {
            return false;
        }
        Failure refusal = refusal(job, working);
        if (refusal != null) {
            halt(job, working.fail(refusal), all);
            return true;
        }
        if (differs(job, working)) {
            halt(job, working.fail(new Failure(ProblemCode.VERIFICATION_DIFFERENT,
                    "The loaded state differs from the source; nothing was published. See the report of the job.")), all);
            return true;
        }
        if (working.next(plan(job)) instanceof Working next) {
            enter(job, next);
        } else {
            end(job, (Ended) working.next(plan(job)));
        }
        return true;
    }

    /** What is left behind by a job that reached its purpose is no reason to call it failed. */
    private static boolean finished(JobEntity job, StepKind kind) {
        return kind == StepKind.CLEAN_UP && plan(job).last(job.stage);
    }

    /** A step that could be done may have found that the job is not worth going on with. */
    private static Failure refusal(JobEntity job, Working working) {
        List<StepKind> stage = plan(job).stages().get(working.stage());
        if (!stage.contains(StepKind.UNPACK) && !stage.contains(StepKind.PREFLIGHT)) {
            return null;
        }
        Map<String, Object> facts = job.facts();
        Object code = facts.get(StepFacts.REFUSED_CODE);
        return code == null || code.toString().isEmpty()
                ? null
                : new Failure(ProblemCode.ofWire(code.toString()), String.valueOf(facts.get(StepFacts.REFUSED_DETAIL)));
    }

    private static boolean differs(JobEntity job, Working working) {
        return plan(job).stages().get(working.stage()).contains(StepKind.VERIFY)
                && job.direction() != JobDirection.VERIFY
                && job.verdict() == JobVerdict.DIFFERENT;
    }

    private void halt(JobEntity job, Stopping stopping, List<StepEntity> all) {
        change(job, stopping);
        Set<Worker> busy = EnumSet.noneOf(Worker.class);
        for (StepEntity step : all) {
            if (step.state() == StepState.WAITING) {
                step.state(StepState.CANCELLED);
                step.endedAt = Instant.now();
            } else if (step.state().active()) {
                busy.add(step.kind().worker());
            }
        }
        busy.forEach(worker -> events.cancel(job, worker));
    }

    private boolean stop(JobEntity job, Stopping stopping) {
        List<StepEntity> all = round(job);
        if (all.stream().anyMatch(step -> step.state().active())) {
            return false;
        }
        boolean created = all.stream().anyMatch(step -> JobPlan.creates(step.kind()));
        if (created && !job.published) {
            change(job, stopping.undo());
            begin(job, StepKind.DISCARD, JobPlan.UNDO, 1, null);
        } else {
            end(job, stopping.nothingToUndo());
        }
        return true;
    }

    private boolean compensate(JobEntity job, Compensating undoing) {
        List<StepEntity> undo = round(job).stream().filter(step -> step.stage == JobPlan.UNDO).toList();
        if (undo.stream().anyMatch(step -> step.state().active())) {
            return false;
        }
        StepEntity last = undo.getLast();
        end(job, last.state() == StepState.COMPLETED ? undoing.undone() : undoing.notUndone(failure(last)));
        return true;
    }

    private void end(JobEntity job, Ended ended) {
        job.completedAt = Instant.now();
        if (ended.status() != JobStatus.COMPLETED && JobPlan.leavesParts(job.direction())) {
            job.cleanUpAt = job.options().dryRun() ? Instant.now() : Instant.now().plus(keepFailed);
            job.cleanedUp = false;
        }
        if (ended.status() == JobStatus.COMPLETED && job.direction() == JobDirection.ROLLBACK) {
            markSubjectRolledBack(job);
        }
        change(job, ended);
        if (JobPlan.changesPlatform(job.direction())) {
            platform.release(job.id);
        }
        metrics.ended(job);
    }

    private void markSubjectRolledBack(JobEntity job) {
        Object subject = job.facts().get(StepFacts.SUBJECT_JOB_ID);
        jobs.locked(UUID.fromString(String.valueOf(subject))).ifPresent(rolledBack -> {
            rolledBack.status(JobStatus.ROLLED_BACK);
            events.changed(rolledBack, "The checkpoint of this job was put back by job " + job.id + ".");
        });
    }

    void change(JobEntity job, JobState state) {
        JobStatus before = job.status();
        SavedState.write(job, state);
        if (before != job.status() || state instanceof Stopping) {
            String reason = job.errorDetail == null ? "" : " " + job.errorDetail;
            events.changed(job, "The job is now " + job.status().wire() + "." + reason);
        }
    }

    private List<StepEntity> round(JobEntity job) {
        return steps.ofJob(job.id).stream()
                .filter(step -> step.round == job.round && step.stage != JobPlan.LATE_CLEAN_UP)
                .toList();
    }

    private static boolean hasLater(List<StepEntity> all, StepEntity step) {
        return all.stream().anyMatch(other ->
                other.kind() == step.kind() && other.stage == step.stage && other.attempt > step.attempt);
    }

    private static Failure failure(StepEntity step) {
        return new Failure(ProblemCode.ofWire(step.errorCode), step.errorDetail);
    }

    void log(JobEntity job, StepKind kind, LogLevel level, String message) {
        events.step(job, kind, level, message);
    }
}
