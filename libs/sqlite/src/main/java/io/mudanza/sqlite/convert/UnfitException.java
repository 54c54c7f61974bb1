package io.mudanza.sqlite.convert;

/** A value that the target's type cannot hold without loss. No stack trace: there may be millions. */
public final class UnfitException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason a sentence without its full stop, for people */
    public UnfitException(String reason) {
        super(reason, null, false, false);
    }
}
