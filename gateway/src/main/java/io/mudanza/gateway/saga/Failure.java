package io.mudanza.gateway.saga;

import io.mudanza.contracts.problem.ProblemCode;

/**
 * Why a job did not reach its end.
 *
 * @param code   what kind
 * @param detail what to do, free of secrets
 */
public record Failure(ProblemCode code, String detail) {
    static final Failure CANCELLED = new Failure(ProblemCode.CANCELLED, "The job was cancelled.");
}
