package io.mudanza.transfer.unpack;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.bundle.store.PartStore;
import io.mudanza.bundle.tar.BundleFile;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.steps.StepHandler;
import io.mudanza.transfer.backup.BackupUnpack;
import io.mudanza.transfer.media.StagedMedia;
import io.mudanza.transfer.peer.PeerKeys;
import io.mudanza.transfer.problem.TransferProblem;
import io.mudanza.transfer.received.ReceivedBundles;
import io.mudanza.transfer.received.Reception;
import io.mudanza.transfer.steps.Failures;
import io.mudanza.transfer.upload.UploadState;
import io.mudanza.transfer.upload.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/**
 * Turns an uploaded bundle file into parts. The file is checked as a whole before the first part is taken out of it. A
 * backup of a stranger is read by {@link BackupUnpack}.
 */
@ApplicationScoped
class UnpackStep implements StepHandler {

    private static final int BUFFER = 1 << 17;

    private final Uploads uploads;
    private final ReceivedBundles bundles;
    private final StagedMedia media;
    private final PeerKeys keys;
    private final BackupUnpack backups;

    UnpackStep(Uploads uploads, ReceivedBundles bundles, StagedMedia media, PeerKeys keys, BackupUnpack backups) {
        this.backups = backups;
        this.keys = keys;
        this.uploads = uploads;
        this.bundles = bundles;
        this.media = media;
    }

    @Override
    public StepKind kind() {
        return StepKind.UNPACK;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        if (context.direction() == JobDirection.RESTORE) {
            return backups.unpack(context);
        }
        PartStore store = bundles.of(context.jobId());
        String named = context.fact(StepFacts.UPLOAD_ID);
        UUID upload = named == null ? context.jobId() : UUID.fromString(named);
        try (Reception reception = bundles.receive(context).keepingMedia()) {
            if (reception.completed() == null) {
                requireComplete(upload);
                context.doing("checking the bundle file");
                try (BundleFile file = BundleFile.open(uploads.file(upload));
                        PartFeed feed = file.feed()) {
                    keys.requireOfFile(file.signature());
                    media.requireFolder(file.manifest().head().media(), context.options().includeMedia());
                    context.expected(-1, file.manifest().storedBytes());
                    unpack(context, file, feed, store, reception);
                }
            }
            uploads.remove(upload);
            return Map.of(StepFacts.MANIFEST_SHA256, Reception.sha256(reception.completed()));
        } catch (TransferProblem problem) {
            throw Failures.of(problem);
        } catch (IOException failed) {
            throw Failures.of(context, failed);
        }
    }

    private void requireComplete(UUID upload) throws BundleException {
        UploadState state = uploads.state(upload).orElse(new UploadState(0, false));
        if (!state.complete()) {
            throw new BundleException(
                    BundleException.Code.BUNDLE_TRUNCATED,
                    "The upload stands at byte " + state.offset()
                            + " and was never ended; send the rest with last=true.");
        }
    }

    private void unpack(StepContext context, BundleFile file, PartFeed feed, PartStore store, Reception reception)
            throws IOException, InterruptedException {
        for (FeedLine line = feed.next(); line != null; line = feed.next()) {
            Failures.checkStopped(context);
            switch (line) {
                case FeedLine.Opened opened -> reception.opened(opened.head());
                case FeedLine.Sealed sealed -> {
                    Part part = sealed.part();
                    reception.announced(part);
                    if (!reception.has(part)) {
                        context.doing("unpacking " + part.name());
                        if (reception.stored(part)) {
                            copy(part, file, store);
                        }
                        reception.sealed(part);
                    }
                    context.advanced(null, part.rows(), part.storedBytes());
                }
                case FeedLine.Completed completed -> {
                    reception.check(completed);
                    reception.complete(completed);
                    context.log(
                            LogLevel.INFO,
                            "The bundle is unpacked: " + file.manifest().parts().size() + " parts, "
                                    + file.manifest().rows() + " rows.");
                }
                case FeedLine.Failed failed ->
                    throw new BundleException(BundleException.Code.BUNDLE_INVALID,
                            "The bundle file holds a failed export.");
                case FeedLine.Alive ignored -> { }
            }
        }
    }

    private static void copy(Part part, BundleFile file, PartStore store) throws IOException {
        MessageDigest digest = Sha256.digest();
        long length = 0;
        try (InputStream input = file.open(part.name(), 0);
                PartStore.Draft draft = store.draft(part.name())) {
            byte[] buffer = new byte[BUFFER];
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                digest.update(buffer, 0, read);
                length += read;
                ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read);
                while (chunk.hasRemaining()) {
                    draft.channel().write(chunk);
                }
            }
            if (length != part.storedBytes() || !HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) {
                throw new BundleException(
                        BundleException.Code.BUNDLE_PART_CORRUPT,
                        "The part " + part.name() + " of the bundle file is damaged. Send the file again.");
            }
            draft.seal();
        }
    }
}
