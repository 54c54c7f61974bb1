package io.mudanza.steps;

import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.steps.pieces.Sharing;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** What a step knows and how it tells how far it is. Thread-safe. */
public interface StepContext {
    UUID jobId();

    UUID stepId();

    /** 1 for the first run of this step, higher when it was taken over. */
    int attempt();

    /** Grows with every claim of the step; a write that must not come from a stale run carries it. */
    long fencingToken();

    JobDirection direction();

    JobOptions options();

    Map<String, Object> facts();

    /** A fact as text; null when absent. */
    String fact(String name);

    /** True when the step was cancelled, its lease was lost, or the service is shutting down. */
    boolean cancelled();

    /**
     * Asks the ledger whether the step still belongs to this run, and renews its lease. To be asked right before what a
     * run that was overtaken must not do.
     *
     * @throws SQLException when the ledger does not answer: nobody knows then
     */
    boolean stillOurs() throws SQLException;

    /** How pieces of this step are done by other replicas of the service. */
    default Sharing sharing() {
        return Sharing.NONE;
    }

    /** What is being done right now, for people. */
    void doing(String what);

    /** Totals; -1 when unknown. */
    void expected(long rows, long bytes);

    /** Increments, for a table ({@code schema.table}) or for none when null. */
    void advanced(String table, long rows, long bytes);

    /** A line for the job's log: one sentence, free of secrets. */
    void log(LogLevel level, String message);
}
