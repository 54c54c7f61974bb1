package io.mudanza.transfer.upload;

import io.mudanza.bundle.digest.Sha256;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.crash.CrashPoint;
import io.mudanza.transfer.problem.FullDisk;
import io.mudanza.transfer.problem.TransferProblem;
import io.mudanza.transfer.settings.TransferSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Uploads that can be continued at any byte. The offset moves only when the bytes are on disk and their digest fits.
 */
@Singleton
public class Uploads {

    private static final Logger LOG = Logger.getLogger(Uploads.class);

    private final UploadLedger ledger;
    private final Path folder;
    private final Quota bundles;
    private final Quota backups;
    private final Writers writers = new Writers();

    Uploads(UploadLedger ledger, TransferSettings settings) {
        this.ledger = ledger;
        this.folder = settings.dataDir().resolve("uploads");
        this.bundles = new Quota(settings.maxBundleBytes(), "mudanza.max-export-size-gb");
        this.backups = new Quota(settings.maxBackupBytes(), "mudanza.max-backup-size-gb");
    }

    /** Where the upload stands; empty when there is none. */
    public Optional<UploadState> state(UUID id) {
        try {
            return ledger.find(id);
        } catch (SQLException unreachable) {
            throw databaseFailed(unreachable);
        }
    }

    /** How much may come, by what it is. */
    Quota quota(boolean backup) {
        return backup ? backups : bundles;
    }

    /**
     * Appends a body.
     *
     * @param offset   where the caller believes the upload to stand
     * @param declared length of the body as announced, -1 when unknown
     * @param digest   SHA-256 of the body, null when unknown
     * @param last     whether the upload is complete with this body
     * @throws TransferProblem {@code upload_offset_mismatch}, {@code payload_too_large}, {@code digest_mismatch},
     *                         {@code store_full}; the upload stands where it stood
     */
    public UploadState append(UUID id, long offset, long declared, byte[] digest, boolean last, InputStream body) {
        return append(id, bundles, offset, declared, digest, last, body);
    }

    UploadState append(
            UUID id, Quota quota, long offset, long declared, byte[] digest, boolean last, InputStream body) {
        if (offset < 0) {
            throw new TransferProblem(ProblemCode.INVALID_REQUEST, "offset must be 0 or more.");
        }
        if (declared > quota.bytes() - offset) {
            throw quota.exceeded();
        }
        try {
            long fence = ledger.claim(id, offset).orElseThrow(() -> mismatch(id));
            Path file = null;
            try (Writers.Writer writer = writers.begin(id)) {
                Files.createDirectories(folderOf(id));
                if (declared > folderOf(id).toFile().getUsableSpace()) {
                    throw full();
                }
                file = folderOf(id).resolve("%020d-%d.segment".formatted(offset, fence));
                MessageDigest actual = Sha256.digest();
                SegmentFile.Written written = SegmentFile.write(
                        file, body, actual, quota, offset, writer::superseded);
                if (writer.superseded()) {
                    throw mismatch(id);
                }
                boolean whole = written.ended() && (declared < 0 || declared == written.bytes());
                if (digest != null && (!whole || !MessageDigest.isEqual(digest, actual.digest()))) {
                    throw new TransferProblem(
                            ProblemCode.DIGEST_MISMATCH,
                            "The bytes do not fit Content-Digest; nothing of them was kept. Send the chunk again.",
                            Map.of("offset", offset));
                }
                Segment segment = new Segment(offset, written.bytes(), file.getFileName().toString());
                CrashPoint.reached("upload:written");
                boolean empty = written.bytes() == 0 && !last;
                if (!empty && !ledger.commit(id, fence, segment, last && whole)) {
                    throw mismatch(id);
                }
                CrashPoint.reached("upload:kept");
                file = empty ? file : null;
                return new UploadState(offset + written.bytes(), last && whole);
            } finally {
                if (file != null) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException failed) {
            throw FullDisk.is(failed) ? full() : storeFailed(id, failed);
        } catch (SQLException unreachable) {
            throw databaseFailed(unreachable);
        }
    }

    /**
     * Looks for room before anything is sent.
     *
     * @param bytes that are still to come; nothing is looked for when negative
     * @throws TransferProblem {@code payload_too_large}, {@code store_full}
     */
    void requireRoom(Quota quota, long bytes) {
        if (bytes > quota.bytes()) {
            throw quota.exceeded();
        }
        if (bytes > 0) {
            try {
                Files.createDirectories(folder);
            } catch (IOException failed) {
                throw FullDisk.is(failed) ? full() : new TransferProblem(
                        ProblemCode.STORE_FAILED, "The data folder of this node failed; see the log.");
            }
            if (bytes > folder.toFile().getUsableSpace()) {
                throw full();
            }
        }
    }

    /** The bytes of an upload, in order; the caller closes the stream. */
    public InputStream open(UUID id) throws IOException {
        try {
            return new SegmentStream(folderOf(id), ledger.segments(id));
        } catch (SQLException unreachable) {
            throw databaseFailed(unreachable);
        }
    }

    /**
     * The bytes of a complete upload as one file; the segments are joined at the first call. Only one thread at a
     * time asks for an upload.
     */
    public Path file(UUID id) throws IOException {
        try {
            List<Segment> segments = ledger.segments(id);
            if (segments.size() == 1) {
                return folderOf(id).resolve(segments.getFirst().file());
            }
            Path whole = folderOf(id).resolve("whole");
            return Files.exists(whole) ? whole : SegmentFile.join(folderOf(id), segments, whole);
        } catch (SQLException unreachable) {
            throw databaseFailed(unreachable);
        }
    }

    /** Removes an upload with its bytes; does nothing when there is none. */
    public void remove(UUID id) {
        try {
            ledger.remove(id);
            SegmentFile.deleteFolder(folderOf(id));
        } catch (SQLException unreachable) {
            throw databaseFailed(unreachable);
        } catch (IOException failed) {
            throw storeFailed(id, failed);
        }
    }

    /** Uploads that nobody has written to for so long. */
    public List<UUID> untouchedFor(Duration age) throws SQLException {
        return ledger.untouchedFor(age);
    }

    private Path folderOf(UUID id) {
        return folder.resolve(id.toString());
    }

    private TransferProblem mismatch(UUID id) {
        UploadState truth = state(id).orElse(new UploadState(0, false));
        return new TransferProblem(
                ProblemCode.UPLOAD_OFFSET_MISMATCH,
                truth.complete()
                        ? "The upload is complete with " + truth.offset() + " bytes; send nothing more."
                        : "The upload stands at byte " + truth.offset()
                        + ", or another request took over; go on from there.",
                Map.of("offset", truth.offset(), "complete", truth.complete()));
    }

    private static TransferProblem full() {
        return new TransferProblem(
                ProblemCode.STORE_FULL,
                "The data folder of this node has no room for the upload; make room and go on from the same offset.");
    }

    private static TransferProblem storeFailed(UUID id, IOException failed) {
        LOG.errorf(failed, "upload %s: the data folder failed", id);
        return new TransferProblem(
                ProblemCode.STORE_FAILED,
                        "The data folder of this node failed; see the log of the file-transfer service.");
    }

    private static TransferProblem databaseFailed(SQLException unreachable) {
        LOG.error("the node's own database failed", unreachable);
        return new TransferProblem(
                ProblemCode.SERVICE_UNAVAILABLE, "The node's own database does not answer; try again in a moment.");
    }
}
