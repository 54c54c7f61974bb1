package io.mudanza.gateway.saga;

import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.job.JobStatus;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.jobs.JobRepository;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.saga.JobState.Ended;
import io.mudanza.gateway.saga.JobState.Pending;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What people and programs may ask of jobs: open, start, cancel, resume. */
@ApplicationScoped
public class JobDesk {
    private static final Set<JobDirection> RESUMABLE =
            Set.of(JobDirection.PULL, JobDirection.IMPORT, JobDirection.PUSH, JobDirection.VERIFY, JobDirection.EXPORT,
                    JobDirection.RESTORE);

    private final JobRepository jobs;
    private final Saga saga;
    private final SagaEvents events;
    private final PlatformLease platform;
    private final SagaMetrics metrics;

    JobDesk(
            JobRepository jobs,
            Saga saga,
            SagaEvents events,
            PlatformLease platform,
            SagaMetrics metrics) {
        this.jobs = jobs;
        this.saga = saga;
        this.events = events;
        this.platform = platform;
        this.metrics = metrics;
    }

    /**
     * Writes a job into the ledger, not begun.
     *
     * @throws ProblemException platform_busy when it would change the platform and another job does
     */
    @Transactional
    public JobEntity open(NewJob wanted) {
        if (JobPlan.changesPlatform(wanted.direction())) {
            platform.holder().ifPresent(JobDesk::busy);
        }
        JobEntity job =
                new JobEntity(wanted.id(), wanted.direction(), wanted.options(), wanted.facts(), wanted.createdBy());
        job.requestId = wanted.requestId();
        jobs.persist(job);
        events.accepted(job);
        metrics.begun(job);
        return job;
    }

    /** Begins a job that waits; one that has begun already is left alone. */
    @Transactional
    public JobEntity start(UUID id) {
        JobEntity job = locked(id);
        if (SavedState.of(job) instanceof Pending pending) {
            takePlatform(job);
            saga.enter(job, pending.begin(Saga.plan(job)));
        }
        return job;
    }

    /** Adds what came to be known of a job that waits. */
    @Transactional
    public JobEntity learn(UUID id, Map<String, Object> facts) {
        JobEntity job = locked(id);
        if (SavedState.of(job) instanceof Pending) {
            job.learn(facts);
        }
        return job;
    }

    /** Says anew what is wanted of a job that waits. */
    @Transactional
    public JobEntity describe(UUID id, JobOptions options, Map<String, Object> facts) {
        JobEntity job = learn(id, facts);
        if (SavedState.of(job) instanceof Pending) {
            job.options(options);
        }
        return job;
    }

    /**
     * Begins a job that waits with what is wanted of it now.
     *
     * @throws ProblemException job_not_in_state when it has begun already
     */
    @Transactional
    public JobEntity start(UUID id, JobOptions options, Map<String, Object> facts) {
        JobEntity job = locked(id);
        if (!(SavedState.of(job) instanceof Pending)) {
            throw new ProblemException(ProblemCode.JOB_NOT_IN_STATE, "restore.state", job.status().wire());
        }
        job.options(options);
        job.learn(facts);
        return start(id);
    }

    /** Opens and begins in one transaction. */
    @Transactional
    public JobEntity run(NewJob wanted) {
        JobEntity job = open(wanted);
        jobs.flush();
        return start(job.id);
    }

    /** Stops a job safely; asking again for a job that is being cancelled changes nothing. */
    @Transactional
    public JobEntity cancel(UUID id) {
        JobEntity job = locked(id);
        if (job.status().ended() && !job.cancelRequested) {
            throw new ProblemException(ProblemCode.JOB_NOT_IN_STATE, "cancel.ended", job.status().wire());
        }
        if (job.published || job.status() == JobStatus.PUBLISHING || job.direction() == JobDirection.ROLLBACK) {
            throw new ProblemException(ProblemCode.JOB_NOT_IN_STATE, "cancel.publishing");
        }
        if (job.cancelRequested || job.phase.equals("stopping") || job.phase.equals("compensating")) {
            return job;
        }
        job.cancelRequested = true;
        if (SavedState.of(job) instanceof Pending pending) {
            Ended ended = pending.cancel();
            job.completedAt = Instant.now();
            job.cleanUpAt = Instant.now();
            saga.change(job, ended);
            metrics.ended(job);
        } else {
            saga.advance(job);
        }
        return job;
    }

    /** Goes on with a job that failed or was cancelled, from what it has received. */
    @Transactional
    public JobEntity resume(UUID id) {
        JobEntity job = locked(id);
        Set<JobStatus> resumable = Set.of(JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.ROLLED_BACK);
        boolean undone = job.status() == JobStatus.ROLLED_BACK && job.errorCode == null;
        if (!(SavedState.of(job) instanceof Ended ended) || !resumable.contains(job.status()) || undone
                || !RESUMABLE.contains(job.direction()) || job.startedAt == null) {
            throw new ProblemException(ProblemCode.JOB_NOT_IN_STATE, "resume.state", job.status().wire());
        }
        if (job.cleanedUp) {
            throw new ProblemException(ProblemCode.JOB_NOT_IN_STATE, "resume.cleaned");
        }
        takePlatform(job);
        JobPlan plan = Saga.plan(job);
        int from = job.published ? plan.stageOf(StepKind.CERTIFY) : 0;
        job.round++;
        job.cancelRequested = false;
        job.completedAt = null;
        job.cleanUpAt = null;
        if (!job.published) {
            job.verdict(null);
        }
        saga.log(job, null, LogLevel.INFO, "The job is resumed.");
        saga.enter(job, ended.resume(plan, from));
        return job;
    }

    /** Says that a request became no job. */
    @Transactional
    public void refuse(String requestId, String code, String detail) {
        events.refused(requestId, code, detail);
    }

    private void takePlatform(JobEntity job) {
        if (JobPlan.changesPlatform(job.direction())) {
            platform.take(job).ifPresent(JobDesk::busy);
        }
    }

    private static void busy(UUID holder) {
        throw new ProblemException(ProblemCode.PLATFORM_BUSY, "platform.busy", holder)
                .with(Map.of("holder", holder.toString()));
    }

    private JobEntity locked(UUID id) {
        return jobs.locked(id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "job.unknown", id));
    }
}
