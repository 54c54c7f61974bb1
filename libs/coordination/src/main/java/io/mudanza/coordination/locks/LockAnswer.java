package io.mudanza.coordination.locks;

/** What came of asking for a lock. */
public sealed interface LockAnswer {
    /** It is the caller's. */
    record Granted(LockGrant grant) implements LockAnswer {}

    /** Somebody else has it, or stands in line for it. */
    record Busy(LockState state) implements LockAnswer {}

    /** The owner holds, or waits for, as many locks as it may. */
    record TooMany(int limit) implements LockAnswer {}
}
