package io.mudanza.contracts.event;

/**
 * A request became no job.
 *
 * @param requestId CloudEvents id of the request
 * @param code      a code of {@link io.mudanza.contracts.problem.ProblemCode}, wire form
 * @param detail    what to do
 */
public record JobRefused(String requestId, String code, String detail) {}
