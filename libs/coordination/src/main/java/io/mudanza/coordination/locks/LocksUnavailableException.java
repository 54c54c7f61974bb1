package io.mudanza.coordination.locks;

/** The database that decides about locks does not answer. Nobody gets a lock. */
public final class LocksUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LocksUnavailableException(Exception cause) {
        super("the database that decides about locks does not answer", cause);
    }
}
