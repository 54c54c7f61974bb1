package io.mudanza.engine.verify;

/**
 * The comparison of one sequence.
 *
 * @param sequence {@code schema.sequence}
 * @param expected {@code 42 called}
 * @param found    the same of the target; null when it was not read
 * @param verdict  the result
 */
public record SequenceVerdict(String sequence, String expected, String found, Verdict verdict) {}
