package io.mudanza.transfer.peer;

import io.mudanza.contracts.problem.ProblemCode;
import java.time.Duration;

/** A peer did not do what it was asked to do. The message is free of secrets. */
public final class PeerFailure extends Exception {

    private final ProblemCode code;
    private final boolean passing;
    private final int status;
    private final transient Duration retryAfter;
    private final long offset;

    private PeerFailure(
            ProblemCode code,
            String detail,
            boolean passing,
            int status,
            Duration retryAfter,
            long offset,
            Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.passing = passing;
        this.status = status;
        this.retryAfter = retryAfter;
        this.offset = offset;
    }

    /** Asking again makes no sense before somebody changes something. */
    public static PeerFailure lasting(ProblemCode code, String detail) {
        return new PeerFailure(code, detail, false, 0, null, -1, null);
    }

    static PeerFailure lasting(ProblemCode code, String detail, Throwable cause) {
        return new PeerFailure(code, detail, false, 0, null, -1, cause);
    }

    /** An answer with this status that asking again does not change; offset is -1 when it names none. */
    static PeerFailure answered(ProblemCode code, int status, String detail, long offset) {
        return new PeerFailure(code, detail, false, status, null, offset, null);
    }

    /** Asking again may help. */
    static PeerFailure passing(String detail, Throwable cause) {
        return new PeerFailure(ProblemCode.PEER_UNREACHABLE, detail, true, 0, null, -1, cause);
    }

    /** The peer is busy; asking again may help after the given time (null when it said none). */
    static PeerFailure busy(int status, String detail, Duration retryAfter) {
        return new PeerFailure(ProblemCode.PEER_UNREACHABLE, detail, true, status, retryAfter, -1, null);
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

    /** Offset that the peer named with {@code upload_offset_mismatch}; -1 when it named none. */
    public long offset() {
        return offset;
    }

    /** How long the peer asked to be left alone; null when it did not say. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
