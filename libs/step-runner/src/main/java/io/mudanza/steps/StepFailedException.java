package io.mudanza.steps;

import io.mudanza.contracts.problem.ProblemCode;

/** A step cannot be done. The detail reaches the user: what happened and what to do, free of secrets. */
public final class StepFailedException extends Exception {
    private final ProblemCode code;
    private final String detail;

    public StepFailedException(ProblemCode code, String detail) {
        this(code, detail, null);
    }

    public StepFailedException(ProblemCode code, String detail, Throwable cause) {
        super(code.wire() + ": " + detail, cause);
        this.code = code;
        this.detail = detail;
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }
}
