package io.mudanza.gateway.saga;

import io.mudanza.contracts.job.JobStatus;
import io.mudanza.contracts.step.StepKind;
import java.util.List;

/**
 * Where a job stands. The methods of a state are its legal transitions; there are no others.
 *
 * <pre>
 *  Pending ──begin──► Working ──next──► Working … ──next──► Completed
 *     │                  │ fail / cancel
 *     │                  ▼
 *     │              Stopping ──stopped──► Compensating ──undone──► RolledBack | Failed | Cancelled
 *     │                  └──stopped (nothing to undo)─────────────► Failed | Cancelled
 *     └──cancel──► Cancelled                 Failed | RolledBack | Cancelled ──resume──► Working
 * </pre>
 */
public sealed interface JobState {
    JobStatus status();

    /** Known, but not begun: an upload that is not complete. */
    record Pending() implements JobState {
        Working begin(JobPlan plan) {
            return Working.at(plan, 0);
        }

        Ended cancel() {
            return new Ended(JobStatus.CANCELLED, 0, Failure.CANCELLED);
        }

        @Override
        public JobStatus status() {
            return JobStatus.PENDING;
        }
    }

    /** The steps of a stage are at work. */
    record Working(int stage, JobStatus status) implements JobState {
        static Working at(JobPlan plan, int stage) {
            List<StepKind> kinds = plan.stages().get(stage);
            JobStatus status = kinds.contains(StepKind.VERIFY)
                    ? JobStatus.VERIFYING
                    : kinds.contains(StepKind.PUBLISH) ? JobStatus.PUBLISHING : JobStatus.RUNNING;
            return new Working(stage, kinds.contains(StepKind.ROLL_BACK) ? JobStatus.ROLLING_BACK : status);
        }

        /** All steps of the stage are done. */
        JobState next(JobPlan plan) {
            return plan.last(stage) ? new Ended(JobStatus.COMPLETED, stage, null) : at(plan, stage + 1);
        }

        Stopping fail(Failure failure) {
            return new Stopping(stage, failure);
        }

        Stopping cancel() {
            return new Stopping(stage, Failure.CANCELLED);
        }
    }

    /** The other steps of the stage are asked to stop. */
    record Stopping(int stage, Failure failure) implements JobState {
        Compensating undo() {
            return new Compensating(stage, failure);
        }

        /** Nothing had been created, or it has been published and stays. */
        Ended nothingToUndo() {
            return new Ended(failure.equals(Failure.CANCELLED) ? JobStatus.CANCELLED : JobStatus.FAILED, stage, failure);
        }

        @Override
        public JobStatus status() {
            return JobStatus.ROLLING_BACK;
        }
    }

    /** What the job created is taken away. */
    record Compensating(int stage, Failure failure) implements JobState {
        Ended undone() {
            boolean cancelled = failure.equals(Failure.CANCELLED);
            return new Ended(cancelled ? JobStatus.CANCELLED : JobStatus.ROLLED_BACK, stage, failure);
        }

        /** The target could not be put in order; the operator has to look. */
        Ended notUndone(Failure why) {
            return new Ended(JobStatus.FAILED, stage, new Failure(failure.code(), failure.detail()
                    + " What had been created could not be removed: " + why.detail()));
        }

        @Override
        public JobStatus status() {
            return JobStatus.ROLLING_BACK;
        }
    }

    /** @param failure null where the job completed */
    record Ended(JobStatus status, int stage, Failure failure) implements JobState {
        Working resume(JobPlan plan, int from) {
            return Working.at(plan, from);
        }
    }
}
