package io.mudanza.token.problem;

import io.mudanza.contracts.problem.ProblemCode;

/** A call that cannot be done, with the sentence that says what to do. Never holds a secret. */
public final class TokenProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    public TokenProblem(ProblemCode code, String detail) {
        super(detail);
        this.code = code;
    }

    public ProblemCode code() {
        return code;
    }
}
