package io.mudanza.engine.certificate;

import io.mudanza.engine.verify.Verdict;
import java.util.ArrayList;
import java.util.List;

/** How the verdict of a certificate follows from its objects: the worst of them, and never EQUAL when something stays behind. */
public final class VerdictRule {

    private VerdictRule() {}

    /** The verdict that the objects of a certificate lead to. */
    public static Verdict of(Certificate certificate) {
        List<Verdict> verdicts = new ArrayList<>();
        certificate.tables().forEach(table -> verdicts.add(table.verdict()));
        certificate.sequences().forEach(sequence -> verdicts.add(sequence.verdict()));
        certificate.relations().forEach(relation -> verdicts.add(relation.verdict()));
        verdicts.add(certificate.schemaVerdict());
        if (certificate.largeObjects() != null) {
            verdicts.add(certificate.largeObjects().verdict());
        }
        if (certificate.media() != null) {
            verdicts.add(certificate.media().verdict());
        }
        if (!certificate.notCarried().isEmpty()) {
            verdicts.add(Verdict.NOT_VERIFIED);
        }
        if (verdicts.contains(Verdict.DIFFERENT)) {
            return Verdict.DIFFERENT;
        }
        return verdicts.stream().allMatch(verdict -> verdict == Verdict.EQUAL) ? Verdict.EQUAL : Verdict.NOT_VERIFIED;
    }

    /** What in a certificate contradicts itself, a sentence each; empty when it is sound. */
    static List<String> contradictions(Certificate certificate) {
        List<String> found = new ArrayList<>();
        Verdict ruled = of(certificate);
        if (ruled != certificate.verdict()) {
            found.add("It claims " + certificate.verdict() + ", but its objects lead to " + ruled + ".");
        }
        certificate.tables().stream().filter(table -> !table.supportsItsVerdict())
                .forEach(table -> found.add("Table " + table.table() + " is called EQUAL, but its figures differ."));
        certificate.sequences().stream().filter(sequence -> !sequence.supportsItsVerdict()).forEach(sequence ->
                found.add("Sequence " + sequence.sequence() + " is called EQUAL, but its values differ."));
        certificate.relations().stream().filter(relation -> !relation.supportsItsVerdict())
                .forEach(relation -> found.add("Relation " + relation.name() + " is called EQUAL, but has orphans."));
        if (certificate.schemaVerdict() == Verdict.EQUAL && !certificate.schemaDifferences().isEmpty()) {
            found.add("The schema is called EQUAL, but differences are listed.");
        }
        if (certificate.largeObjects() != null && !certificate.largeObjects().supportsItsVerdict()) {
            found.add("The large objects are called EQUAL, but their figures differ.");
        }
        if (certificate.media() != null && !certificate.media().supportsItsVerdict()) {
            found.add("The media store is called EQUAL, but its figures differ.");
        }
        return found;
    }
}
