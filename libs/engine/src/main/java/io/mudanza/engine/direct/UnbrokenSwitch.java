package io.mudanza.engine.direct;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.progress.ProgressListener;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * A switch that does not stop half-way: when its connection breaks, nobody knows what has come to pass, and the platform may
 * let nobody in. The server is waited for, five minutes at most, and the switch goes on from its journal.
 */
final class UnbrokenSwitch {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private UnbrokenSwitch() {}

    /** What is done, and may have been done already when it is asked for again. */
    interface Change<T> {
        T make(boolean again) throws EngineException, InterruptedException;
    }

    /** Makes the change. A server that does not answer to begin with is not waited for. */
    static <T> T make(ProgressListener progress, Change<T> change) throws EngineException, InterruptedException {
        Set<Code> passing = EnumSet.of(Code.TARGET_LOST);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (boolean again = false; ; again = true) {
            try {
                return change.make(again);
            } catch (EngineException e) {
                if (!passing.contains(e.code()) || System.nanoTime() > deadline) {
                    throw e;
                }
                progress.note(ProgressListener.Level.WARNING, "The switch waits for the database: " + e.getMessage());
                progress.doing("waiting for the database");
                Thread.sleep(LOOK_AGAIN);
                passing.add(Code.DATABASE_UNREACHABLE);
            }
        }
    }
}
