package io.mudanza.engine.checkpoint;

import java.time.Instant;
import java.util.UUID;

/**
 * A kept state of the platform.
 *
 * @param id      stable id: the job, with {@code -replaced} for a state that a rollback replaced
 * @param job     the job whose publish (or rollback) put it aside
 * @param kind    what it is
 * @param mode    how it is kept
 * @param name    name of the database, or of the schema that lists what was moved aside
 * @param created when it was put aside
 * @param bytes   size on disk; -1 unknown
 * @param records estimated rows; -1 unknown
 * @param media   whether media belong to it
 * @param valid   whether everything that belongs to it is there
 */
public record Checkpoint(
        String id,
        UUID job,
        Kind kind,
        SwitchMode mode,
        String name,
        Instant created,
        long bytes,
        long records,
        boolean media,
        boolean valid) {

    /** What a kept state is. */
    public enum Kind {
        /** The state before a publish: rollback puts it back. */
        CHECKPOINT,
        /** The state that a rollback replaced. */
        REPLACED
    }
}
