package io.mudanza.engine.certificate;

import io.mudanza.engine.verify.Verdict;

/**
 * The check of one foreign key.
 *
 * @param name    {@code schema.table constraint}
 * @param orphans rows that point to nothing; -1 when they were not counted
 * @param verdict EQUAL when there is none, or when a note says why they are those of the source
 * @param note    why it is not EQUAL, or why it is EQUAL with orphans; else null
 */
public record CertifiedRelation(String name, long orphans, Verdict verdict, String note) {

    boolean supportsItsVerdict() {
        return verdict != Verdict.EQUAL || orphans == 0 || (orphans > 0 && note != null);
    }
}
