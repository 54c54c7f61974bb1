package io.mudanza.engine.certificate;

import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.engine.schema.SchemaReport;
import io.mudanza.engine.verify.TableVerdict;
import io.mudanza.engine.verify.Verdict;
import io.mudanza.engine.verify.VerificationReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Puts a certificate together from what a verification found. The verdict follows from the objects. */
public final class CertificateContents {

    private CertificateContents() {}

    /**
     * A certificate about a job.
     *
     * @param about      a certificate without objects: who, what, when, where
     * @param report     what the verification found
     * @param schema     what of the schema was not applied to the letter
     * @param media      the comparison of the media; null when media did not move
     * @param notCarried objects that preflight named besides those of the report
     */
    public static Certificate of(
            Certificate about,
            VerificationReport report,
            SchemaReport schema,
            CertifiedMedia media,
            List<NotCarried> notCarried) {
        Set<NotCarried> left = new LinkedHashSet<>(report.notCarried());
        left.addAll(notCarried);
        schema.skipped().forEach(one -> left.add(new NotCarried("schema object", one.object(), one.reason())));
        var largeObjects = report.largeObjects() == null ? null : new CertifiedBag(
                report.largeObjects().countBefore(),
                report.largeObjects().countAfter(),
                hex(report.largeObjects().expected()),
                hex(report.largeObjects().found()),
                report.largeObjects().verdict());
        return new Certificate(
                        Certificate.FORMAT,
                        about.toolVersion(),
                        about.jobId(),
                        about.direction(),
                        about.node(),
                        about.peer(),
                        report.bundleId().toString(),
                        about.manifestSha256(),
                        about.source(),
                        about.target(),
                        about.startedAt(),
                        about.completedAt(),
                        report.level().name().toLowerCase(Locale.ROOT),
                        null,
                        report.tables().stream().map(CertificateContents::table).toList(),
                        report.sequences().stream()
                                .map(one -> new CertifiedSequence(one.sequence(), one.expected(), one.found(), one.verdict()))
                                .toList(),
                        report.relations().stream()
                                .map(one -> new CertifiedRelation(one.name(), one.orphans(), one.verdict(), one.reason()))
                                .toList(),
                        report.schema().verdict(),
                        report.schema().differences().stream()
                                .map(one -> new Certificate.SchemaDifference(one.kind(), one.object(),
                                        one.change().name().toLowerCase(Locale.ROOT), one.detail()))
                                .toList(),
                        largeObjects,
                        media,
                        new ArrayList<>(left),
                        schema.substitutedOwners(),
                        notes(about, report),
                        about.checkpointId())
                .withRuledVerdict();
    }

    private static List<String> notes(Certificate about, VerificationReport report) {
        List<String> notes = new ArrayList<>(about.notes() == null ? List.of() : about.notes());
        if (report.evidence() != null) {
            notes.add(report.evidence().sentence());
        }
        report.relations().stream()
                .filter(one -> one.verdict() == Verdict.EQUAL && one.orphans() > 0)
                .forEach(one -> notes.add("Foreign key " + one.name() + ": " + one.reason()));
        return notes;
    }

    private static CertifiedTable table(TableVerdict table) {
        return new CertifiedTable(
                table.label(),
                table.rowsBefore(),
                table.rowsAfter(),
                hex(table.expected()),
                hex(table.found()),
                table.verdict(),
                table.reason(),
                table.differences().stream()
                        .map(row -> row.kind().name().toLowerCase(Locale.ROOT) + " " + row.key())
                        .toList());
    }

    private static String hex(RowDigest digest) {
        return digest == null ? null : digest.hex();
    }
}
