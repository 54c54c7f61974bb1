package io.mudanza.engine.certificate;

import io.mudanza.engine.verify.Verdict;

/**
 * The check of one foreign key.
 *
 * @param name    {@code schema.table constraint}
 * @param orphans rows that point to nothing; -1 when they were not counted
 * @param verdict EQUAL when there is none
 */
public record CertifiedRelation(String name, long orphans, Verdict verdict) {

    boolean supportsItsVerdict() {
        return verdict != Verdict.EQUAL || orphans == 0;
    }
}
