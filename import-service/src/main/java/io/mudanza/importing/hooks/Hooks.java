package io.mudanza.importing.hooks;

import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.importing.hooks.HookLedger.Entry;
import io.mudanza.importing.hooks.HookLedger.State;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Runs the hooks around a switch of the platform. The ledger makes it once in the ordinary case and at least once when a
 * process dies while a hook runs.
 */
@ApplicationScoped
public class Hooks {

    private static final Logger LOG = Logger.getLogger(Hooks.class);

    private final HookSettings settings;
    private final HookLedger ledger;

    Hooks(HookSettings settings, HookLedger ledger) {
        this.settings = settings;
        this.ledger = ledger;
    }

    /** A switch of the platform. */
    @FunctionalInterface
    public interface Switching<T> {
        T run() throws StepFailedException, InterruptedException;
    }

    /**
     * What a switch made, and what went wrong after it.
     *
     * @param result  of the switch
     * @param warning a sentence when the application may not be running again; null when nothing is known against it
     */
    public record Hooked<T>(T result, String warning) {}

    /**
     * Stops the application, switches, starts it again. When stopping or switching fails it is started again as well. When
     * this run of the step is taken away in between, the next run goes on from there.
     *
     * @throws StepFailedException HOOK_FAILED before anything was switched, and what the switch throws
     */
    public <T> Hooked<T> around(StepContext context, SwitchAction action, Switching<T> switching)
            throws StepFailedException, InterruptedException {
        if (!settings.any()) {
            return new Hooked<>(switching.run(), null);
        }
        stop(context, action);
        T result;
        try {
            result = switching.run();
        } catch (StepFailedException | RuntimeException e) {
            startAgain(context, action);
            throw e;
        }
        return new Hooked<>(result, start(context, action));
    }

    /** For a job that is given up: starts the application when nobody has, and forgets what was noted about it. */
    public void close(StepContext context, SwitchAction action) throws StepFailedException, InterruptedException {
        Optional<Entry> entry = find(context.jobId(), action);
        if (entry.isPresent() && entry.get().state() != State.STARTED) {
            startAgain(context, action);
        } else if (entry.isPresent()) {
            forget(context.jobId(), action);
        }
    }

    private void stop(StepContext context, SwitchAction action) throws StepFailedException, InterruptedException {
        State state = find(context.jobId(), action).map(Entry::state).orElse(State.STOPPING);
        if (state != State.STOPPING || settings.of(HookPoint.BEFORE).isEmpty()) {
            if (state == State.STOPPING) {
                write(context.jobId(), action, State.STOPPED, null);
            }
            return;
        }
        requireOurs(context);
        write(context.jobId(), action, State.STOPPING, null);
        try {
            run(context.jobId(), HookPoint.BEFORE, action, context);
        } catch (HookFailure e) {
            startAgain(context, action);
            throw new StepFailedException(ProblemCode.HOOK_FAILED, "The hook " + HookPoint.BEFORE.wire() + " "
                    + e.getMessage() + ". Nothing was switched. Mend the hook (mudanza.hooks.before-publish), then try again.");
        }
        write(context.jobId(), action, State.STOPPED, null);
    }

    private String start(StepContext context, SwitchAction action) throws StepFailedException, InterruptedException {
        Optional<Entry> before = find(context.jobId(), action);
        if (before.isPresent() && before.get().state() == State.STARTED) {
            return before.get().warning();
        }
        write(context.jobId(), action, State.STARTING, null);
        String warning = null;
        try {
            run(context.jobId(), HookPoint.AFTER, action, context);
        } catch (HookFailure e) {
            warning = "The hook " + HookPoint.AFTER.wire() + " " + e.getMessage()
                    + ": the platform was switched, but its application may not be running. Start it by hand.";
            context.log(LogLevel.WARNING, warning);
        }
        write(context.jobId(), action, State.STARTED, warning);
        return warning;
    }

    /** Whoever takes the step over has to stop the application again, so the ledger stands where it stood before that. */
    private void startAgain(StepContext context, SwitchAction action) throws InterruptedException {
        try {
            write(context.jobId(), action, State.STOPPING, null);
            run(context.jobId(), HookPoint.AFTER, action, context);
            forget(context.jobId(), action);
        } catch (HookFailure e) {
            // Not forgotten: it is tried again later.
            context.log(LogLevel.ERROR, "The hook " + HookPoint.AFTER.wire() + " " + e.getMessage()
                    + ": the platform is what it was, but its application may not be running. It is tried again in some"
                    + " minutes; else start it by hand.");
        } catch (StepFailedException e) {
            LOG.warnf(e, "job %s: the application is started again when the node's database answers", context.jobId());
        }
    }

    /** Starts the application of a switch whose step runs no more. */
    void startLeftOpen(UUID job, SwitchAction action) throws InterruptedException, SQLException {
        try {
            settings.of(HookPoint.AFTER).ifPresent(hook -> LOG.warnf(
                    "job %s: its %s was given up with the application stopped; it is started", job, action.wire()));
            run(job, HookPoint.AFTER, action, null);
        } catch (HookFailure e) {
            LOG.errorf(e, "job %s: the hook after-publish %s; start the application by hand", job, e.getMessage());
        }
        ledger.forget(job, action);
    }

    private void run(UUID job, HookPoint point, SwitchAction action, StepContext context)
            throws HookFailure, InterruptedException {
        Optional<Hook> hook = settings.of(point);
        if (hook.isEmpty()) {
            return;
        }
        if (context != null) {
            context.doing("running the hook " + point.wire());
        }
        hook.get().run(new HookCall(point, action, job, settings.node()));
        if (context != null) {
            context.log(LogLevel.INFO, "The hook " + point.wire() + " has run.");
        }
    }

    private static void requireOurs(StepContext context) throws StepFailedException, InterruptedException {
        try {
            if (!context.stillOurs()) {
                throw new InterruptedException("this run of the step is to stop");
            }
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private Optional<Entry> find(UUID job, SwitchAction action) throws StepFailedException {
        try {
            return ledger.find(job, action);
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private void write(UUID job, SwitchAction action, State state, String warning) throws StepFailedException {
        try {
            ledger.write(job, action, state, warning);
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private void forget(UUID job, SwitchAction action) throws StepFailedException {
        try {
            ledger.forget(job, action);
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private static StepFailedException away(SQLException e) {
        return new StepFailedException(ProblemCode.SERVICE_UNAVAILABLE,
                "The database of this node does not answer. Resume the job when it is up again.", e);
    }
}
