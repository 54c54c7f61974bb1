package io.mudanza.steps;

import io.micrometer.core.instrument.MeterRegistry;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.crash.CrashPoint;
import io.mudanza.messaging.outbox.OutboxRelay;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the handler of one claimed step and writes down how it ended. */
final class StepExecution {
    private static final Logger LOGGER = LoggerFactory.getLogger(StepExecution.class);

    private final Map<StepKind, StepHandler> handlers;
    private final StepLedger ledger;
    private final OutboxRelay relay;
    private final ProgressSender progress;
    private final MeterRegistry registry;
    private final String service;

    StepExecution(
            Map<StepKind, StepHandler> handlers,
            StepLedger ledger,
            OutboxRelay relay,
            ProgressSender progress,
            MeterRegistry registry,
            String service) {
        this.handlers = Map.copyOf(handlers);
        this.ledger = ledger;
        this.relay = relay;
        this.progress = progress;
        this.registry = registry;
        this.service = service;
    }

    private sealed interface Ending {
        record Done(Map<String, Object> facts) implements Ending {}

        record Gone(ProblemCode code, String detail) implements Ending {}

        record GivenBack() implements Ending {}

        record Overtaken() implements Ending {}
    }

    void execute(RunningStep step) {
        long begin = System.nanoTime();
        LOGGER.info("job {}: {} begins, attempt {}", step.jobId(), kind(step).wire(), step.attempt());
        CrashPoint.reached("step:claimed:" + kind(step).wire());
        Ending ending = step.stopReason() == StopReason.CANCELLED ? cancelled() : runHandler(step);
        progress.send(step, true);
        CrashPoint.reached("step:done:" + kind(step).wire());
        settle(step, ending);
        registry.timer("step_duration", "service", service, "kind", kind(step).wire(),
                        "ending", ending.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT))
                .record(Duration.ofNanos(System.nanoTime() - begin));
    }

    private Ending runHandler(RunningStep step) {
        StepHandler handler = handlers.get(kind(step));
        if (handler == null) {
            return new Ending.Gone(ProblemCode.INTERNAL_ERROR,
                    "The " + service + " service does not know the step " + kind(step).wire() + "; update it.");
        }
        try {
            step.enter(Thread.currentThread());
            Map<String, Object> facts = handler.run(step);
            step.leave();
            return new Ending.Done(withoutNulls(facts));
        } catch (StepFailedException failure) {
            step.leave();
            return stopped(step, new Ending.Gone(failure.code(), failure.detail()), failure);
        } catch (InterruptedException interrupted) {
            step.leave();
            return stopped(step, unexpected(step, interrupted), interrupted);
        } catch (RuntimeException | Error failure) {
            step.leave();
            return stopped(step, unexpected(step, failure), failure);
        }
    }

    /** A failure after a stop is the stop's doing. */
    private Ending stopped(RunningStep step, Ending.Gone own, Throwable cause) {
        return switch (step.stopReason()) {
            case NONE -> {
                LOGGER.warn("job {}: {} failed", step.jobId(), kind(step).wire(), cause);
                yield own;
            }
            case SHUTDOWN -> new Ending.GivenBack();
            case CANCELLED -> cancelled();
            case LEASE_LOST -> new Ending.Overtaken();
        };
    }

    private static Ending.Gone cancelled() {
        return new Ending.Gone(ProblemCode.CANCELLED, "The job was cancelled.");
    }

    private Ending.Gone unexpected(RunningStep step, Throwable failure) {
        return new Ending.Gone(ProblemCode.INTERNAL_ERROR,
                "Unexpected " + failure.getClass().getSimpleName() + " in the step " + kind(step).wire()
                        + ". See the log of the " + service + " service for job " + step.jobId() + ".");
    }

    /** Writes the ending down, waiting for the database as long as it takes: the lease may be lost meanwhile. */
    private void settle(RunningStep step, Ending ending) {
        long pause = 200;
        while (true) {
            try {
                boolean ours = write(step.run(), ending);
                CrashPoint.reached("step:written:" + kind(step).wire());
                relay.wakeUp();
                LOGGER.info("job {}: {} ends: {}{}", step.jobId(), kind(step).wire(),
                        ending.getClass().getSimpleName(), ours ? "" : ", but another run has taken it over");
                return;
            } catch (SQLException | RuntimeException failure) {
                if (step.stopReason() == StopReason.SHUTDOWN || step.stopReason() == StopReason.LEASE_LOST) {
                    LOGGER.warn("job {}: the end of {} was not written; the step will run again", step.jobId(),
                            kind(step).wire(), failure);
                    return;
                }
                LOGGER.warn("job {}: the end of {} waits: {}", step.jobId(), kind(step).wire(), failure.toString());
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException stopping) {
                    LOGGER.debug("interrupted while waiting for the database; looks again at once");
                }
                pause = Math.min(pause * 2, 5_000);
            }
        }
    }

    private boolean write(StepRun run, Ending ending) throws SQLException {
        return switch (ending) {
            case Ending.Done done -> ledger.complete(run, done.facts());
            case Ending.Gone gone -> ledger.fail(run, gone.code(), gone.detail());
            case Ending.GivenBack ignored -> {
                ledger.release(run);
                yield true;
            }
            case Ending.Overtaken ignored -> false;
        };
    }

    void log(StepRun run, LogLevel level, String message) {
        LOGGER.info("job {}: {}: {} {}", run.command().jobId(), run.command().kind().wire(), level, message);
        try {
            ledger.log(run, level, message);
            relay.wakeUp();
        } catch (SQLException | RuntimeException lost) {
            LOGGER.warn("job {}: a line of the job's log was lost", run.command().jobId(), lost);
        }
    }

    private static StepKind kind(RunningStep step) {
        return step.run().command().kind();
    }

    private static Map<String, Object> withoutNulls(Map<String, Object> facts) {
        Map<String, Object> clean = new HashMap<>();
        if (facts != null) {
            facts.forEach((name, value) -> {
                if (value != null) {
                    clean.put(name, value);
                }
            });
        }
        return clean;
    }
}
