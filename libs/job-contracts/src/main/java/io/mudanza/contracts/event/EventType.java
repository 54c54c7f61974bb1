package io.mudanza.contracts.event;

/** The CloudEvents {@code type} of every message. A new meaning gets a new type, never a changed one. */
public final class EventType {
    /** Command to a worker; data is {@link io.mudanza.contracts.step.StepCommand}. */
    public static final String STEP_COMMAND = "io.mudanza.step.command.v1";
    /** Command to a worker; data is {@link io.mudanza.contracts.step.CancelCommand}. */
    public static final String CANCEL_COMMAND = "io.mudanza.step.cancel.v1";
    /** A worker took the step up; data is {@link StepStarted}. */
    public static final String STEP_STARTED = "io.mudanza.step.started.v1";
    /** A worker finished the step; data is {@link StepCompleted}. */
    public static final String STEP_COMPLETED = "io.mudanza.step.completed.v1";
    /** A worker gave the step up; data is {@link StepFailed}. */
    public static final String STEP_FAILED = "io.mudanza.step.failed.v1";
    /** A line for the job's log; data is {@link StepLogged}. */
    public static final String STEP_LOGGED = "io.mudanza.step.logged.v1";
    /** How far a step is; lossy; data is {@link io.mudanza.contracts.progress.StepProgress}. */
    public static final String STEP_PROGRESS = "io.mudanza.step.progress.v1";
    /** Another program asks for a job; data is {@link JobRequested}. */
    public static final String JOB_REQUESTED = "io.mudanza.job.requested.v1";
    /** A request became a job; data is {@link JobChanged}. */
    public static final String JOB_ACCEPTED = "io.mudanza.job.accepted.v1";
    /** A request became no job; data is {@link JobRefused}. */
    public static final String JOB_REFUSED = "io.mudanza.job.refused.v1";
    /** A job changed its status; data is {@link JobChanged}. */
    public static final String JOB_CHANGED = "io.mudanza.job.changed.v1";

    private EventType() {}
}
