package io.mudanza.transfer.problem;

import io.mudanza.contracts.problem.ProblemCode;
import java.util.Map;

/** A request that is refused; becomes {@code application/problem+json}. */
public final class TransferProblem extends RuntimeException {

    private final ProblemCode code;
    private final transient Map<String, Object> members;

    /** @param detail what happened and what to do, free of secrets */
    public TransferProblem(ProblemCode code, String detail) {
        this(code, detail, Map.of());
    }

    /** @param members further members of the answer, e.g. the true offset */
    public TransferProblem(ProblemCode code, String detail, Map<String, Object> members) {
        super(detail);
        this.code = code;
        this.members = Map.copyOf(members);
    }

    /** Stable reason. */
    public ProblemCode code() {
        return code;
    }

    Map<String, Object> members() {
        return members;
    }
}
