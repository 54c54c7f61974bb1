package io.mudanza.verifying.certificate;

import io.mudanza.engine.certificate.Certificate;
import io.mudanza.engine.certificate.CertificateContents;
import io.mudanza.engine.certificate.CertifiedMedia;
import io.mudanza.engine.schema.SchemaReport;
import io.mudanza.verifying.media.MediaReport;
import io.mudanza.verifying.report.ComparisonReport;
import java.util.ArrayList;
import java.util.List;

/** Writes the certificate of a job from the report of its comparison. */
final class CertificateDraft {

    private final ComparisonReport report;
    private final boolean peersChecked;

    /** @param peersChecked false where {@code mudanza.verify-ssl=false}: nobody knows whom the job talked to */
    CertificateDraft(ComparisonReport report, boolean peersChecked) {
        this.report = report;
        this.peersChecked = peersChecked;
    }

    /** @param job what is known of the job besides the comparison */
    Certificate of(CertifiedJob job) {
        Certificate about = new Certificate(
                Certificate.FORMAT, job.toolVersion(), job.id().toString(), job.direction(), job.node(), job.peer(),
                null, report.manifestSha256(),
                new Certificate.Place(null, 0, report.source(), report.sourceVersion()),
                new Certificate.Place(report.targetHost(), report.targetPort(), report.target(), report.targetVersion()),
                job.startedAt() == null ? report.startedAt() : job.startedAt(), report.completedAt(), null, null, null, null, null, null, null, null, null, null,
                null, notes(job), job.checkpointId());
        SchemaReport schema = new SchemaReport(
                report.substitutedOwners(),
                report.skipped().stream()
                        .map(one -> new SchemaReport.Skipped(one.object(), one.reason()))
                        .toList());
        return CertificateContents.of(about, report.database(), schema, media(report.media()), List.of());
    }

    private static CertifiedMedia media(MediaReport media) {
        return media == null ? null : new CertifiedMedia(
                media.filesExpected(), media.filesFound(), media.bytesExpected(), media.bytesFound(),
                media.indexSha256Expected(), media.indexSha256Found(), media.verdict(), media.differences(),
                media.danglingReferences());
    }

    private List<String> notes(CertifiedJob job) {
        List<String> notes = new ArrayList<>(job.notes());
        if (!peersChecked && job.peer() != null) {
            notes.add("The certificate of the peer was NOT checked (mudanza.verify-ssl=false): who answered is unknown.");
        }
        notes.addAll(report.notes());
        if (report.database().schema().reason() != null) {
            notes.add(report.database().schema().reason());
        }
        if (report.media() != null && report.media().reason() != null) {
            notes.add(report.media().reason());
        }
        if (report.media() != null && report.media().unreferenced() != null) {
            notes.add(report.media().unreferenced());
        }
        return notes;
    }
}
