package io.mudanza.engine.load;

/** The source began again with another bundle; what was loaded of the first is worth nothing. */
final class BeganAgainException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BeganAgainException() {
        super("The source began again with another bundle.");
    }
}
