package io.mudanza.coordination.locks;

/** The lock ended before the work did: what was done since may meet the work of the next holder. Undo it. */
public final class LockLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LockLostException(LockName name, long fence, String why) {
        super("the lock " + name + " (fence " + fence + ") was lost: " + why);
    }
}
