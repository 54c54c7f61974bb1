package io.mudanza.steps.pieces;

import io.micrometer.core.instrument.MeterRegistry;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.crash.CrashPoint;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pieces that this process does for others right now. */
final class PieceRuns {
    private static final Logger LOGGER = LoggerFactory.getLogger(PieceRuns.class);
    private static final long RENEW_NANOS = 1_000_000_000L;

    private final String owner;
    private final String service;
    private final PieceTable table;
    private final Map<StepKind, PieceHandler> handlers;
    private final MeterRegistry registry;
    private final Runnable ended;
    private final Map<Long, Running> running = new ConcurrentHashMap<>();
    private long renewedNanos = System.nanoTime();

    PieceRuns(
            String owner,
            String service,
            PieceTable table,
            Map<StepKind, PieceHandler> handlers,
            MeterRegistry registry,
            Runnable ended) {
        this.owner = owner;
        this.service = service;
        this.table = table;
        this.handlers = handlers;
        this.registry = registry;
        this.ended = ended;
    }

    /** A piece at work, its thread, and whether it is to stop. */
    private static final class Running {
        private volatile boolean stop;
        private Thread thread;

        synchronized void enter(Thread worker) {
            thread = worker;
            if (stop) {
                worker.interrupt();
            }
        }

        synchronized void leave() {
            thread = null;
            Thread.interrupted();
        }

        synchronized void stop() {
            stop = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    int count() {
        return running.size();
    }

    void begin(PieceTable.Claim claim) {
        Running run = new Running();
        running.put(claim.number(), run);
        Thread.ofVirtual().name(owner + "-piece-" + claim.number()).start(() -> {
            try {
                execute(claim, run);
            } finally {
                running.remove(claim.number());
                ended.run();
            }
        });
    }

    private void execute(PieceTable.Claim claim, Running run) {
        String kind = claim.kind().wire();
        LOGGER.info("job {}: a piece of {} begins, number {}", claim.jobId(), kind, claim.number());
        CrashPoint.reached("piece:claimed:" + kind);
        String state = "failed";
        String result;
        Piece piece = new Piece(claim.number(), claim.jobId(), claim.stepId(), claim.kind(), claim.content(), () -> run.stop);
        try {
            run.enter(Thread.currentThread());
            result = handlers.get(claim.kind()).run(piece);
            state = "done";
        } catch (PieceFailedException failure) {
            LOGGER.debug("job {}: piece {} failed", claim.jobId(), claim.number(), failure);
            result = failure.getMessage();
        } catch (InterruptedException stopped) {
            result = "interrupted";
        } catch (RuntimeException | Error failure) {
            LOGGER.warn("job {}: piece {} failed", claim.jobId(), claim.number(), failure);
            result = failure.getClass().getSimpleName();
        } finally {
            run.leave();
        }
        CrashPoint.reached("piece:done:" + kind);
        if (run.stop && !state.equals("done")) {
            state = "returned";
        }
        boolean counts = end(claim, state, result);
        if (state.equals("done")) {
            handlers.get(claim.kind()).ended(piece, counts);
        }
        registry.counter("step_pieces", "service", service, "kind", kind, "ending", counts ? state : "lost").increment();
        LOGGER.info("job {}: piece {} of {} ends: {}{}", claim.jobId(), claim.number(), kind, state,
                counts ? "" : ", but it no longer counts");
    }

    private boolean end(PieceTable.Claim claim, String state, String result) {
        try {
            return table.end(claim.number(), owner, state, result);
        } catch (SQLException | RuntimeException away) {
            LOGGER.warn("job {}: the end of piece {} was not written; its lease will lapse: {}", claim.jobId(),
                    claim.number(), away.toString());
            return false;
        }
    }

    /** Renews all claims about once a second; those that no longer count stop. */
    void renew(Duration lease) throws SQLException {
        if (running.isEmpty()) {
            renewedNanos = System.nanoTime();
            return;
        }
        if (System.nanoTime() - renewedNanos < Math.min(RENEW_NANOS, lease.toNanos() / 4)) {
            return;
        }
        Set<Long> asked = Set.copyOf(running.keySet());
        try {
            Set<Long> held = table.renew(owner, asked, lease);
            renewedNanos = System.nanoTime();
            asked.stream().filter(number -> !held.contains(number)).forEach(this::stop);
        } catch (SQLException | RuntimeException away) {
            if (System.nanoTime() - renewedNanos > lease.toNanos()) {
                asked.forEach(this::stop);
            }
            throw away;
        }
    }

    private void stop(long number) {
        Running run = running.get(number);
        if (run != null) {
            run.stop();
        }
    }

    /** Stops all and waits a little for them to say so. */
    void close() {
        running.keySet().forEach(this::stop);
        long deadline = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        try {
            while (!running.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
