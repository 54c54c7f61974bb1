package io.mudanza.dumps;

/**
 * Something about a dump that its owner should know.
 *
 * @param code   stable reason
 * @param fatal  whether a restore would refuse it for that
 * @param detail one sentence for people, with what to do
 */
public record DumpProblem(DumpException.Code code, boolean fatal, String detail) {}
