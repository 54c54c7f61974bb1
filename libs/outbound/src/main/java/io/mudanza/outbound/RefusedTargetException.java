package io.mudanza.outbound;

/** A target that this node must not talk to. The message says why and what to do, and repeats nothing of the text. */
public final class RefusedTargetException extends RuntimeException {

    private final Reason reason;

    /** What is wrong with a target. */
    public enum Reason {
        /** It is not written as an address can be. */
        FORM,
        /** It may not be reached from this node. */
        NOT_ALLOWED
    }

    public RefusedTargetException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }
}
