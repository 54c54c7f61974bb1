package io.mudanza.engine.progress;

import io.mudanza.engine.EngineException;

/** Asks whether the work should stop. Implementations are thread-safe. */
@FunctionalInterface
public interface Cancellation {

    /** True when the work should stop at the next safe point. */
    boolean requested();

    /** Throws when the work should stop. */
    default void check() throws EngineException {
        if (requested()) {
            throw new EngineException(EngineException.Code.CANCELLED, "The job was cancelled.");
        }
    }

    /** Never stops. */
    Cancellation NEVER = () -> false;
}
