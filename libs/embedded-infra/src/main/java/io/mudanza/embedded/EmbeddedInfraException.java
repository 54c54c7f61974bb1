package io.mudanza.embedded;

/** A server could not be started or reached; the message says what to do and ends with its last log lines. */
public final class EmbeddedInfraException extends RuntimeException {

    public EmbeddedInfraException(String message) {
        super(message);
    }

    public EmbeddedInfraException(String message, Throwable cause) {
        super(message, cause);
    }
}
