package io.mudanza.engine.direct;

import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.engine.certificate.Certificate;
import io.mudanza.engine.certificate.CertificateContents;
import io.mudanza.engine.certificate.CertifiedMedia;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.load.LoadSummary;
import io.mudanza.engine.preflight.PreflightReport;
import io.mudanza.engine.verify.VerificationReport;
import java.time.Instant;
import java.util.UUID;

/** What the certificate of a direct run says besides what the verification found. */
record Report(
        DirectSettings settings,
        UUID job,
        String direction,
        Instant began,
        DatabaseAddress source,
        DatabaseAddress target) {

    Certificate certificate(
            String manifest, LoadSummary load, VerificationReport verification, CertifiedMedia media,
            PreflightReport preflight) {
        Head head = load.manifest().head();
        Certificate about = new Certificate(
                Certificate.FORMAT, settings.toolVersion(), job.toString(), direction, settings.node(), null,
                head.bundleId().toString(), Sha256.hex(manifest), sourcePlace(head),
                new Certificate.Place(target.host(), target.port(), target.database(), null), began, Instant.now(),
                null, null, null, null, null, null, null, null, null, null, null, preflight.notes(),
                settings.checkpoint() ? job.toString() : null);
        return CertificateContents.of(about, verification, load.schema(), media, preflight.notCarried());
    }

    private Certificate.Place sourcePlace(Head head) {
        return source == null
                ? new Certificate.Place(null, 0, head.database(), head.serverVersion())
                : new Certificate.Place(source.host(), source.port(), source.database(), head.serverVersion());
    }
}
