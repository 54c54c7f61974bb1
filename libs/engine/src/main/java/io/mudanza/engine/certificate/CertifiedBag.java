package io.mudanza.engine.certificate;

import io.mudanza.engine.verify.Verdict;

/**
 * The comparison of things without names of their own, such as large objects.
 *
 * @param countExpected  how many in the bundle
 * @param countFound     how many in the target; -1 when they were not counted
 * @param digestExpected digest of all in the bundle
 * @param digestFound    digest of all in the target; null when they were not read
 * @param verdict        what they lead to
 */
public record CertifiedBag(
        long countExpected, long countFound, String digestExpected, String digestFound, Verdict verdict) {

    boolean supportsItsVerdict() {
        return verdict != Verdict.EQUAL
                || (countExpected == countFound && digestExpected != null && digestExpected.equals(digestFound));
    }
}
