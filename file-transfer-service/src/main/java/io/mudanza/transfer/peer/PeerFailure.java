package io.mudanza.transfer.peer;

import io.mudanza.contracts.problem.ProblemCode;
import java.time.Duration;

/** A peer did not do what it was asked to do. The message is free of secrets. */
public final class PeerFailure extends Exception {

    private final ProblemCode code;
    private final boolean passing;
    private final int status;
    private final transient Duration retryAfter;

    private PeerFailure(ProblemCode code, String detail, boolean passing, int status, Duration retryAfter, Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.passing = passing;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** Asking again makes no sense before somebody changes something. */
    static PeerFailure lasting(ProblemCode code, String detail) {
        return new PeerFailure(code, detail, false, 0, null, null);
    }

    static PeerFailure lasting(ProblemCode code, String detail, Throwable cause) {
        return new PeerFailure(code, detail, false, 0, null, cause);
    }

    /** An answer with this status that asking again does not change. */
    static PeerFailure answered(ProblemCode code, int status, String detail) {
        return new PeerFailure(code, detail, false, status, null, null);
    }

    /** Asking again may help. */
    static PeerFailure passing(String detail, Throwable cause) {
        return new PeerFailure(ProblemCode.PEER_UNREACHABLE, detail, true, 0, null, cause);
    }

    /** The peer is busy; asking again may help after the given time (null when it said none). */
    static PeerFailure busy(int status, String detail, Duration retryAfter) {
        return new PeerFailure(ProblemCode.PEER_UNREACHABLE, detail, true, status, retryAfter, null);
    }

    /** Stable reason. */
    public ProblemCode code() {
        return code;
    }

    /** True when asking again may help. */
    public boolean passing() {
        return passing;
    }

    /** HTTP status of the answer, 0 when there was none. */
    public int status() {
        return status;
    }

    /** How long the peer asked to be left alone; null when it did not say. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
