package io.mudanza.coordination.locks;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Gives, renews and takes back locks for owners anywhere. PostgreSQL alone decides; Redis only spares it the questions of those
 * who would hear that the lock is taken. Those who wait stand in line, so that nobody starves. Thread-safe, blocks.
 * Every method throws {@link LocksUnavailableException} when the database does not answer.
 *
 * <pre>{@code
 * CREATE SEQUENCE <schema>.lock_fence;
 * CREATE TABLE <schema>.lock (
 *     name          text PRIMARY KEY,
 *     fence         bigint NOT NULL DEFAULT 0,
 *     secret        text,
 *     owner         text,
 *     holder        text,
 *     since         timestamptz,
 *     lease_until   timestamptz NOT NULL DEFAULT clock_timestamp(),
 *     taken_over_by text,
 *     reason        text
 * );
 * CREATE TABLE <schema>.lock_ticket (
 *     number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
 *     name       text        NOT NULL,
 *     owner      text        NOT NULL,
 *     holder     text,
 *     seen_until timestamptz NOT NULL
 * );
 * }</pre>
 */
public final class LockDesk {
    private static final long SHORTEST_PAUSE = 20;
    private static final long LONGEST_PAUSE = 1000;
    private static final long GLANCE = 10;
    private static final long STAY_NANOS = Duration.ofSeconds(1).toNanos();

    private final LockTable table;
    private final LockHints hints;
    private final WaitingHere waiting = new WaitingHere();

    /** @param schema plain name of the schema that has the tables */
    public LockDesk(LockConnections connections, String schema, LockHints hints) {
        this.table = new LockTable(connections, schema);
        this.hints = hints;
    }

    /**
     * Asks for a lock, and waits as long as the request says.
     *
     * @param givenUp whether whoever asks is gone: then nothing is taken for him
     */
    public LockAnswer take(LockRequest request, BooleanSupplier givenUp) throws InterruptedException {
        if (request.patience().isZero() && hints.seemsHeld(request.name())) {
            Optional<LockState> state = table.state(request.name(), request.owner(), LockTable.NO_TICKET);
            if (state.isPresent() && state.get().held()) {
                return new LockAnswer.Busy(state.get());
            }
        }
        Line line = new Line(request);
        try {
            return line.stand(givenUp);
        } finally {
            line.leave();
        }
    }

    /** Holds on for another lease; empty when the lock is not the owner's any more. */
    public Optional<LockGrant> renew(LockName name, String owner, String token, Duration lease) {
        Optional<LockGrant> grant = table.renew(name, owner, token, lease);
        grant.ifPresent(renewed -> hints.held(name, renewed.fence(), lease));
        return grant;
    }

    /** Gives back; false when the lock was not the owner's any more. */
    public boolean release(LockName name, String owner, String token) {
        Optional<Long> fence = table.release(name, owner, token);
        fence.ifPresent(number -> {
            hints.released(name, number);
            waiting.wakeFirst(name);
        });
        return fence.isPresent();
    }

    /** Takes a lock away from whoever has it. He finds out at his next renewal; what he still writes carries a smaller number. */
    public LockGrant takeOver(LockRequest request, String reason) {
        LockGrant grant = table.takeOver(request, reason);
        hints.held(request.name(), grant.fence(), request.lease());
        return grant;
    }

    /** How a lock stands; empty when nobody has it, or has had it lately. */
    public Optional<LockState> state(LockName name) {
        return table.state(name, "", LockTable.NO_TICKET);
    }

    /** Forgets names that nobody has used for an hour. Call it now and then. */
    public void sweep() {
        table.sweep();
    }

    /** One who asks, and his place in line. */
    private final class Line {
        private final LockRequest request;
        private final long deadline;
        private long ticket = LockTable.NO_TICKET;
        private Semaphore turn = new Semaphore(0);
        private long seen;

        Line(LockRequest request) {
            this.request = request;
            this.deadline = System.nanoTime() + request.patience().toNanos();
        }

        LockAnswer stand(BooleanSupplier givenUp) throws InterruptedException {
            boolean mayBeMine = true;
            while (true) {
                if (mayBeMine) {
                    Optional<LockGrant> grant = table.take(request, ticket);
                    if (grant.isPresent()) {
                        waiting.leave(request.name(), ticket);
                        ticket = LockTable.NO_TICKET;
                        hints.held(request.name(), grant.get().fence(), request.lease());
                        return new LockAnswer.Granted(grant.get());
                    }
                }
                Optional<LockState> state = table.state(request.name(), request.owner(), ticket);
                Optional<LockAnswer> refused = state.flatMap(found -> refused(found, givenUp));
                if (refused.isPresent()) {
                    return refused.get();
                }
                if (state.isEmpty()) {
                    table.makeRow(request.name());
                    mayBeMine = true;
                } else if (!mayBeMine && state.get().ahead() == 0 && !state.get().held()) {
                    mayBeMine = true;
                } else {
                    int ahead = state.get().ahead();
                    if (!stay()) {
                        return new LockAnswer.TooMany(request.limit());
                    }
                    // Only the first in line asks for the lock itself, and whoever was woken; the others look on.
                    mayBeMine = pause(ahead) || ahead == 0;
                }
            }
        }

        private Optional<LockAnswer> refused(LockState state, BooleanSupplier givenUp) {
            if (state.owned() >= request.limit()) {
                return Optional.of(new LockAnswer.TooMany(request.limit()));
            }
            boolean over = deadline - System.nanoTime() <= 0 || givenUp.getAsBoolean();
            return over ? Optional.of(new LockAnswer.Busy(state)) : Optional.empty();
        }

        /**
         * The further back, the longer: only the first in line needs to know at once.
         *
         * @return whether the lock was given back in this process
         */
        private boolean pause(int ahead) throws InterruptedException {
            long millis = Math.clamp(SHORTEST_PAUSE * (1L + ahead), SHORTEST_PAUSE, LONGEST_PAUSE);
            millis += ThreadLocalRandom.current().nextLong(millis / 4 + 1);
            millis = Math.min(millis, Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis() + 1));
            if (ahead > 0 || !hints.seemsHeld(request.name())) {
                return woken(millis);
            }
            // A glance at Redis costs little: the database is asked when the lock seems free, and in any case now and then.
            long until = System.nanoTime() + Duration.ofMillis(Math.min(5 * millis, LONGEST_PAUSE)).toNanos();
            do {
                if (woken(GLANCE)) {
                    return true;
                }
            } while (System.nanoTime() - Math.min(until, deadline) < 0 && hints.seemsHeld(request.name()));
            return false;
        }

        private boolean woken(long millis) throws InterruptedException {
            boolean woken = turn.tryAcquire(millis, TimeUnit.MILLISECONDS);
            turn.drainPermits();
            return woken;
        }

        /** Keeps the place in line, or takes one at its end; false when the owner may stand in no more lines. */
        private boolean stay() {
            if (ticket != LockTable.NO_TICKET && System.nanoTime() - seen < STAY_NANOS) {
                return true;
            }
            if (ticket == LockTable.NO_TICKET || !table.stay(ticket)) {
                leave();
                ticket = table.queue(request).orElse(LockTable.NO_TICKET);
                if (ticket != LockTable.NO_TICKET) {
                    turn = waiting.join(request.name(), ticket);
                    // Who gave the lock back just before saw nobody here.
                    turn.release();
                }
            }
            seen = System.nanoTime();
            return ticket != LockTable.NO_TICKET;
        }

        void leave() {
            if (ticket != LockTable.NO_TICKET) {
                waiting.leave(request.name(), ticket);
                table.leave(ticket);
                waiting.wakeFirst(request.name());
            }
        }
    }
}
