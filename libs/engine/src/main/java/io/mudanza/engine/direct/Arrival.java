package io.mudanza.engine.direct;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.media.MediaStaging;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.certificate.CertificateIssuer;
import io.mudanza.engine.certificate.CertifiedMedia;
import io.mudanza.engine.certificate.SignedCertificate;
import io.mudanza.engine.checkpoint.PreparedTarget;
import io.mudanza.engine.checkpoint.SwitchSettings;
import io.mudanza.engine.checkpoint.TargetSwitch;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.load.LoadRequest;
import io.mudanza.engine.load.LoadSummary;
import io.mudanza.engine.load.Loader;
import io.mudanza.engine.preflight.Preflight;
import io.mudanza.engine.preflight.PreflightReport;
import io.mudanza.engine.preflight.PreflightRequest;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.verify.PartRows;
import io.mudanza.engine.verify.RowSource;
import io.mudanza.engine.verify.VerificationReport;
import io.mudanza.engine.verify.Verdict;
import io.mudanza.engine.verify.Verifier;
import io.mudanza.engine.verify.VerifyLevel;
import io.mudanza.engine.verify.VerifyRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A platform arriving at its target: checked, loaded beside what is there, verified, published. Whatever fails before
 * publish leaves the target as it was.
 */
final class Arrival {

    private final DirectSettings settings;
    private final UUID job = TimeOrderedId.next();
    private final DatabaseAddress target;
    private final Path media;
    private final TargetSwitch states;
    private final ProgressListener progress;
    private final Cancellation cancellation;
    private final Instant began = Instant.now();
    private boolean statistics = true;

    Arrival(
            DirectSettings settings,
            DatabaseAddress target,
            Path media,
            ProgressListener progress,
            Cancellation cancellation) {
        this.settings = settings;
        this.target = target;
        this.media = media;
        this.progress = progress;
        this.cancellation = cancellation;
        this.states = new TargetSwitch(new SwitchSettings(target, media, settings.journal(), settings.drain()));
    }

    /** Leaves statistics to a server that gathers them by itself. */
    Arrival leavingStatistics() {
        statistics = false;
        return this;
    }

    /**
     * Brings the platform of a feed to the target.
     *
     * @param direction word for the certificate
     * @param source    where the rows came from; null when unknown
     * @param rows      where rows can be read again to name those that differ; null for the parts of the feed
     */
    DirectResult bring(String direction, HeadFirstFeed feed, DatabaseAddress source, RowSource rows)
            throws EngineException, InterruptedException {
        try (RunMark mark = RunMark.take(settings.journal(), job, target, states, progress)) {
            return arrive(direction, feed, source, rows, mark);
        } catch (BundleException e) {
            throw EngineException.of(e);
        } catch (IOException e) {
            throw new EngineException(EngineException.Code.STORE_FAILED,
                    "The parts or the media cannot be read or written: " + e.getMessage() + ".", e);
        }
    }

    private DirectResult arrive(
            String direction, HeadFirstFeed feed, DatabaseAddress source, RowSource rows, RunMark mark)
            throws EngineException, IOException, InterruptedException {
        Head head = feed.head();
        boolean withMedia = head.media() && media != null;
        boolean prepared = false;
        boolean published = false;
        try {
            PreflightReport preflight = preflight(head, withMedia);
            progress.doing("preparing the target");
            prepared = true;
            PreparedTarget place = states.prepare(job, preflight.mode(), progress);
            LoadSummary load = new Loader()
                    .load(new LoadRequest(place.address(), settings.workers(), place.place(), null,
                            settings.verify() == VerifyLevel.FULL, statistics), feed, progress,
                            cancellation);
            CertifiedMedia certifiedMedia = withMedia ? stageMedia(load.manifest(), feed) : null;
            VerificationReport report = verify(place, load.manifest(), feed, rows);
            Loader.removeLedger(place.address());
            SignedCertificate certificate = new CertificateIssuer(settings.key()).issue(
                    new Report(settings, job, direction, began, source, target)
                            .certificate(feed.manifest(), load, report, certifiedMedia, preflight));
            Verdict verdict = certificate.certificate().verdict();
            if (verdict != Verdict.DIFFERENT) {
                cancellation.check();
                progress.doing("publishing");
                UnbrokenSwitch.make(progress,
                        again -> states.publish(job, withMedia, settings.checkpoint(), progress));
                published = true;
            }
            long files = certifiedMedia == null ? 0 : certifiedMedia.filesExpected();
            return new DirectResult(job, published, verdict, load.rows(), load.plainBytes(), files,
                    Duration.between(began, Instant.now()), certificate);
        } finally {
            if (prepared && !published) {
                discard();
            }
            mark.done();
        }
    }

    private PreflightReport preflight(Head head, boolean withMedia) throws EngineException, InterruptedException {
        progress.doing("checking the target");
        PreflightReport report = new Preflight().check(
                new PreflightRequest(target, job, settings.mode(), settings.checkpoint(), settings.overwrite(),
                        withMedia ? media : null, settings.pgDump(), settings.workers()),
                head);
        report.orThrow();
        report.warnings().forEach(warning -> progress.note(ProgressListener.Level.WARNING, warning));
        report.notCarried().forEach(object -> progress.note(ProgressListener.Level.WARNING,
                "Not carried: " + object.kind() + " " + object.name() + ": " + object.reason()));
        return report;
    }

    private CertifiedMedia stageMedia(Manifest manifest, HeadFirstFeed feed) throws IOException, EngineException {
        progress.doing("staging media");
        MediaStaging staging = new MediaStaging(media, job);
        MediaArrival arrival = new MediaArrival(manifest, feed, staging, progress, cancellation);
        arrival.stage();
        return new StagedMedia(staging.staged(), settings.verify()).compare(arrival.index());
    }

    private VerificationReport verify(PreparedTarget place, Manifest manifest, HeadFirstFeed feed, RowSource rows)
            throws IOException, EngineException, InterruptedException {
        progress.doing("verifying");
        return new Verifier().verify(
                new VerifyRequest(
                        place.address(),
                        settings.verify(),
                        settings.workers(),
                        BundleSchema.read(manifest, feed),
                        settings.pgDump(),
                        rows == null ? new PartRows(manifest, feed::open) : rows,
                        VerifyRequest.KEYS,
                        true),
                manifest,
                new Silent(progress),
                cancellation);
    }

    /** Runs to its end also when the thread was interrupted: the target must not stay half done. */
    private void discard() throws EngineException, InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            progress.doing("putting the target back");
            states.discard(job);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
