package io.mudanza.engine.verify;

import io.mudanza.bundle.manifest.NotCarried;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The result of a verification, object by object.
 *
 * @param bundleId     bundle that was the expectation
 * @param level        how thoroughly was compared
 * @param tables       every table of the bundle, and those of the target that the bundle does not know
 * @param sequences    every sequence of the bundle
 * @param relations    every foreign key of the target
 * @param schema       the schemas
 * @param largeObjects null when neither side has any
 * @param notCarried   what did not move; keeps the verdict from being EQUAL
 * @param evidence     what rests on the load's own reading; null when everything was read now
 */
public record VerificationReport(
        UUID bundleId,
        VerifyLevel level,
        List<TableVerdict> tables,
        List<SequenceVerdict> sequences,
        List<RelationVerdict> relations,
        SchemaVerdict schema,
        LargeObjectsVerdict largeObjects,
        List<NotCarried> notCarried,
        LoadEvidence evidence) {

    public VerificationReport {
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
        relations = List.copyOf(relations);
        notCarried = List.copyOf(notCarried);
    }

    /** DIFFERENT when anything is; EQUAL only when everything is and nothing stayed behind. */
    public Verdict verdict() {
        List<Verdict> all = Stream.of(
                        tables.stream().map(TableVerdict::verdict),
                        sequences.stream().map(SequenceVerdict::verdict),
                        relations.stream().map(RelationVerdict::verdict),
                        Stream.of(schema.verdict()),
                        Stream.ofNullable(largeObjects).map(LargeObjectsVerdict::verdict),
                        notCarried.stream().map(object -> Verdict.NOT_VERIFIED))
                .flatMap(verdicts -> verdicts)
                .toList();
        if (all.contains(Verdict.DIFFERENT)) {
            return Verdict.DIFFERENT;
        }
        return all.stream().allMatch(verdict -> verdict == Verdict.EQUAL) ? Verdict.EQUAL : Verdict.NOT_VERIFIED;
    }
}
