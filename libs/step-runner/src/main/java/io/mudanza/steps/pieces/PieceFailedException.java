package io.mudanza.steps.pieces;

/** A piece cannot be done in this process. The message is one sentence for the log, free of secrets. */
public final class PieceFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public PieceFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
