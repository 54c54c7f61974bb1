package io.mudanza.gateway.saga;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.saga.JobState.Compensating;
import io.mudanza.gateway.saga.JobState.Ended;
import io.mudanza.gateway.saga.JobState.Pending;
import io.mudanza.gateway.saga.JobState.Stopping;
import io.mudanza.gateway.saga.JobState.Working;

/** A state to its columns and back. */
final class SavedState {
    private SavedState() {}

    static JobState of(JobEntity job) {
        return switch (job.phase) {
            case "pending" -> new Pending();
            case "working" -> new Working(job.stage, job.status());
            case "stopping" -> new Stopping(job.stage, failure(job));
            case "compensating" -> new Compensating(job.stage, failure(job));
            case "ended" -> new Ended(job.status(), job.stage, job.errorCode == null ? null : failure(job));
            default -> throw new IllegalStateException("job " + job.id + " is in no known phase: " + job.phase);
        };
    }

    static void write(JobEntity job, JobState state) {
        job.status(state.status());
        switch (state) {
            case Pending ignored -> job.phase = "pending";
            case Working working -> put(job, "working", working.stage(), null);
            case Stopping stopping -> put(job, "stopping", stopping.stage(), stopping.failure());
            case Compensating undoing -> put(job, "compensating", undoing.stage(), undoing.failure());
            case Ended ended -> put(job, "ended", ended.stage(), ended.failure());
        }
    }

    private static void put(JobEntity job, String phase, int stage, Failure failure) {
        job.phase = phase;
        job.stage = stage;
        job.errorCode = failure == null ? null : failure.code().wire();
        job.errorDetail = failure == null ? null : failure.detail();
    }

    private static Failure failure(JobEntity job) {
        if (ProblemCode.CANCELLED.wire().equals(job.errorCode)) {
            return Failure.CANCELLED;
        }
        return new Failure(ProblemCode.ofWire(job.errorCode), job.errorDetail);
    }
}
