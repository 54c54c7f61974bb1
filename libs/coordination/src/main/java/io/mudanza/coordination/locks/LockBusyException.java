package io.mudanza.coordination.locks;

/** Somebody else has the lock. For people: "another user is working on this". */
public final class LockBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient LockState state;

    LockBusyException(LockName name, LockState state) {
        super("the lock " + name + " is held by " + (state == null ? "too many" : state.holder()));
        this.state = state;
    }

    /** Who has it, and for how long; null when this process itself holds as many locks as it may. */
    public LockState state() {
        return state;
    }
}
