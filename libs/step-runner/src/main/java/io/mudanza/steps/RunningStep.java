package io.mudanza.steps;

import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.progress.StepProgress;
import io.mudanza.steps.pieces.Sharing;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/** A step at work in this process: its context, its thread, and why it is to stop. */
final class RunningStep implements StepContext {
    private final StepRun run;
    private final ProgressMeter meter;
    private final BiConsumer<LogLevel, String> log;
    private final Renewal renewal;
    private final Sharing sharing;
    private volatile long renewedNanos = System.nanoTime();
    private volatile StopReason stop = StopReason.NONE;
    private Thread thread;

    RunningStep(StepRun run, BiConsumer<LogLevel, String> log, Renewal renewal, Sharing sharing) {
        this.run = run;
        this.renewal = renewal;
        this.log = log;
        this.sharing = sharing;
        this.meter = new ProgressMeter();
    }

    /** Asks the ledger for the lease; a step that has lost it is told so. */
    interface Renewal {
        void of(RunningStep step) throws SQLException;
    }

    /** From now on a stop interrupts this thread. */
    synchronized void enter(Thread worker) {
        thread = worker;
        if (stop != StopReason.NONE) {
            worker.interrupt();
        }
    }

    /** The handler has returned: a late stop no longer interrupts what is written down about it. */
    synchronized void leave() {
        thread = null;
        Thread.interrupted();
    }

    synchronized void stop(StopReason reason) {
        if (reason.ordinal() > stop.ordinal()) {
            stop = reason;
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    StopReason stopReason() {
        return stop;
    }

    void renewed() {
        renewedNanos = System.nanoTime();
    }

    long nanosSinceRenewal() {
        return System.nanoTime() - renewedNanos;
    }

    StepRun run() {
        return run;
    }

    /** The progress since the last call, or null when nothing changed and the last message is young. */
    StepProgress progress(boolean force) {
        return meter.snapshot(jobId(), stepId(), run.command().kind(), force);
    }

    @Override
    public UUID jobId() {
        return run.command().jobId();
    }

    @Override
    public UUID stepId() {
        return run.command().stepId();
    }

    @Override
    public int attempt() {
        return run.attempt();
    }

    @Override
    public long fencingToken() {
        return run.fencingToken();
    }

    @Override
    public JobDirection direction() {
        return run.command().direction();
    }

    @Override
    public JobOptions options() {
        return run.command().options();
    }

    @Override
    public Map<String, Object> facts() {
        return run.command().facts();
    }

    @Override
    public String fact(String name) {
        Object value = facts().get(name);
        return value == null ? null : value.toString();
    }

    @Override
    public boolean cancelled() {
        return stop != StopReason.NONE;
    }

    @Override
    public boolean stillOurs() throws SQLException {
        if (!cancelled()) {
            try {
                renewal.of(this);
            } catch (SQLException e) {
                // Who stops a step interrupts its thread, perhaps in the middle of this question.
                if (!cancelled()) {
                    throw e;
                }
            }
        }
        return !cancelled();
    }

    @Override
    public Sharing sharing() {
        return sharing;
    }

    @Override
    public void doing(String what) {
        meter.doing(what);
    }

    @Override
    public void expected(long rows, long bytes) {
        meter.expected(rows, bytes);
    }

    @Override
    public void advanced(String table, long rows, long bytes) {
        meter.advanced(table, rows, bytes);
    }

    @Override
    public void log(LogLevel level, String message) {
        log.accept(level, message);
    }
}
