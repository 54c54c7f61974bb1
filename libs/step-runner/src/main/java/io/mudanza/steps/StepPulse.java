package io.mudanza.steps;

import io.micrometer.core.instrument.Counter;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The heartbeat of running steps, and their progress. The two have threads of their own: a slow broker costs no lease. */
final class StepPulse implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StepPulse.class);

    private final StepLedger ledger;
    private final StepSettings settings;
    private final Map<UUID, RunningStep> running;
    private final ProgressSender progress;
    private final Counter lost;
    private ScheduledExecutorService heart;
    private ScheduledExecutorService reporter;

    StepPulse(
            StepLedger ledger,
            StepSettings settings,
            Map<UUID, RunningStep> running,
            ProgressSender progress,
            Counter lost) {
        this.ledger = ledger;
        this.settings = settings;
        this.running = running;
        this.progress = progress;
        this.lost = lost;
    }

    void start(String service) {
        heart = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(service + "-heartbeat").factory());
        reporter = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(service + "-progress").factory());
        long beat = settings.heartbeat().toMillis();
        heart.scheduleWithFixedDelay(() -> running.values().forEach(this::look), beat, beat, TimeUnit.MILLISECONDS);
        long report = settings.progress().toMillis();
        reporter.scheduleWithFixedDelay(this::report, report, report, TimeUnit.MILLISECONDS);
    }

    /** Looks at one step without waiting for the next beat. */
    void lookNow(RunningStep step) {
        heart.execute(() -> look(step));
    }

    /** Renews the lease, or tells the step why it is to stop. */
    void renew(RunningStep step) throws SQLException {
        switch (ledger.renew(step.run(), settings.lease())) {
            case HELD -> step.renewed();
            case CANCEL_REQUESTED -> {
                step.renewed();
                step.stop(StopReason.CANCELLED);
            }
            case LOST -> lose(step, "another run has it");
        }
    }

    private void look(RunningStep step) {
        try {
            renew(step);
        } catch (SQLException | RuntimeException failure) {
            LOGGER.warn("job {}: no heartbeat for {}: {}", step.jobId(), step.stepId(), failure.toString());
            if (step.nanosSinceRenewal() > settings.lease().toNanos()) {
                lose(step, "the database was away for longer than the lease");
            }
        }
    }

    private void lose(RunningStep step, String why) {
        if (running.containsKey(step.stepId()) && step.stopReason() != StopReason.LEASE_LOST) {
            LOGGER.warn("job {}: lost the lease of {}: {}", step.jobId(), step.stepId(), why);
            lost.increment();
            step.stop(StopReason.LEASE_LOST);
        }
    }

    private void report() {
        for (RunningStep step : running.values()) {
            try {
                progress.send(step, false);
            } catch (RuntimeException failure) {
                LOGGER.debug("no progress of {}", step.stepId(), failure);
            }
        }
    }

    @Override
    public void close() {
        heart.shutdownNow();
        reporter.shutdownNow();
    }
}
