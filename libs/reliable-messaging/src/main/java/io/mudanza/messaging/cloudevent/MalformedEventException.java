package io.mudanza.messaging.cloudevent;

/** A message that no retry can make readable. It belongs to the dead letters. */
public final class MalformedEventException extends RuntimeException {
    public MalformedEventException(String message, Throwable cause) {
        super(message, cause);
    }

    public MalformedEventException(String message) {
        super(message);
    }
}
