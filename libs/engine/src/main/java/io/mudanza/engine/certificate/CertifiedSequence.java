package io.mudanza.engine.certificate;

import io.mudanza.engine.verify.Verdict;

/**
 * The comparison of one sequence. Values are text because they use all 64 bits.
 *
 * @param sequence {@code schema.sequence}
 * @param expected last value and whether it was called, e.g. {@code 42 called}
 * @param found    the same in the target; null when it was not read
 * @param verdict  what the two lead to
 */
public record CertifiedSequence(String sequence, String expected, String found, Verdict verdict) {

    boolean supportsItsVerdict() {
        return verdict != Verdict.EQUAL || (expected != null && expected.equals(found));
    }
}
