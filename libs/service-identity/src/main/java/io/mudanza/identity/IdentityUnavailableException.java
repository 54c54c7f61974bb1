package io.mudanza.identity;

import io.mudanza.contracts.problem.ProblemCode;

/** The token-service did not answer, or did not accept this service. Nobody is let in and nothing is sent meanwhile. */
public final class IdentityUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean refused;

    IdentityUnavailableException(String message, Throwable cause) {
        super(message, cause);
        this.refused = false;
    }

    IdentityUnavailableException(String message, boolean refused) {
        super(message);
        this.refused = refused;
    }

    /** Whether the token-service answered that it does not accept this service. */
    boolean isRefused() {
        return refused;
    }

    /** Always {@link ProblemCode#SERVICE_UNAVAILABLE}: the caller may try again. */
    public ProblemCode code() {
        return ProblemCode.SERVICE_UNAVAILABLE;
    }
}
