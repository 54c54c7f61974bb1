package io.mudanza.transfer.backup;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.manifest.MediaSummary;
import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.media.MediaIndex;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.PartWriter;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.crash.CrashPoint;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.transfer.archive.ArchiveException;
import io.mudanza.transfer.problem.TransferProblem;
import io.mudanza.transfer.received.ReceivedBundles;
import io.mudanza.transfer.received.Reception;
import io.mudanza.transfer.steps.Failures;
import io.mudanza.transfer.upload.UploadState;
import io.mudanza.transfer.upload.Uploads;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Takes an uploaded backup apart, once and from a stream. What it holds becomes a bundle of this node's own making, media
 * without rows, so that staging and verification are those of every other job; the dump lies beside it. A run that was
 * cut off is begun again: nothing is told to anybody before all is here.
 */
@Singleton
public class BackupUnpack {

    private static final String VALIDATION = "dump/validation.json";
    private static final String INDEX = "media/index.ndjson.zst";

    private final Uploads uploads;
    private final ReceivedBundles bundles;
    private final BackupSettings settings;
    private final BackupKey key;

    BackupUnpack(Uploads uploads, ReceivedBundles bundles, BackupSettings settings, BackupKey key) {
        this.uploads = uploads;
        this.bundles = bundles;
        this.settings = settings;
        this.key = key;
    }

    /** The work of the step UNPACK for a restore. What makes the backup unusable is told in facts, all of it at once. */
    public Map<String, Object> unpack(StepContext context) throws StepFailedException, InterruptedException {
        String named = context.fact(StepFacts.UPLOAD_ID);
        UUID upload = named == null || named.isEmpty() ? context.jobId() : UUID.fromString(named);
        try (Reception reception = bundles.receive(context)) {
            DirectoryPartStore store = bundles.of(context.jobId());
            if (reception.completed() != null && store.isSealed(VALIDATION)) {
                removeUpload(context, upload);
                String found = new String(store.open(VALIDATION, 0).readAllBytes(), StandardCharsets.UTF_8);
                return Map.of(StepFacts.VALIDATION, found, StepFacts.REFUSED_CODE, "");
            }
            UploadState state = requireComplete(upload);
            store.clear();
            requireRoom(store.root(), state.offset());
            context.doing("validating the backup");
            context.expected(-1, -1);
            Validation validation = new Validation();
            validation.know("file_bytes", state.offset());
            boolean sql = !Boolean.FALSE.equals(context.facts().get(StepFacts.RESTORE_SQL));
            boolean media = context.options().includeMedia();
            BackupCheck check = new BackupCheck(settings.layout(), validation);
            Map<String, Object> facts = new HashMap<>();
            Contents contents = new Contents(store.root(), bytes -> context.advanced(null, 0, bytes));
            try (SortedIndex index = new SortedIndex(store.root().resolve(".drafts"));
                    InputStream bytes = uploads.open(upload)) {
                ArchiveVisit visit =
                        new ArchiveVisit(settings, contents, index, sql, media, context::cancelled);
                visit.visit(bytes, String.valueOf(context.fact(StepFacts.ORIGINAL_FILENAME)));
                check.judge(visit, sql, media);
                CrashPoint.reached("backup:unpacked");
                if (validation.found().valid()) {
                    keep(context, reception, store, contents, index, visit, validation.found());
                }
            } catch (ArchiveException refused) {
                check.refused(refused);
            } catch (BundleException unsafe) {
                validation.error(unsafe.code() == BundleException.Code.MEDIA_NAME_UNSAFE
                        ? ProblemCode.MEDIA_NAME_UNSAFE : ProblemCode.BACKUP_LAYOUT_WRONG, unsafe.getMessage());
            }
            Validation.Found found = validation.found();
            tell(context, found);
            if (found.valid()) {
                removeUpload(context, upload);
            } else {
                store.clear();
            }
            facts.put(StepFacts.VALIDATION, BundleJson.write(found));
            facts.put(StepFacts.REFUSED_CODE, found.valid() ? "" : found.errors().getFirst().code());
            facts.put(StepFacts.REFUSED_DETAIL, found.valid() ? "" : sentences(found));
            return facts;
        } catch (TransferProblem problem) {
            throw Failures.of(problem);
        } catch (IOException failed) {
            throw Failures.of(context, failed);
        }
    }

    /** A dry run leaves the file where it is: the restore that follows needs it. */
    private void removeUpload(StepContext context, UUID upload) {
        if (!context.options().dryRun()) {
            uploads.remove(upload);
        }
    }

    private UploadState requireComplete(UUID upload) throws StepFailedException {
        UploadState state = uploads.state(upload).orElse(new UploadState(0, false));
        if (!state.complete()) {
            throw new StepFailedException(ProblemCode.BACKUP_TRUNCATED, "The upload of the backup stands at byte "
                    + state.offset() + " and was never ended, or is not kept any more. Upload the file again.");
        }
        return state;
    }

    private static void requireRoom(Path folder, long bytes) throws IOException, StepFailedException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).getUsableSpace() < bytes) {
            throw new StepFailedException(ProblemCode.STORE_FULL, "The data folder of this node has no room to unpack a"
                    + " backup of " + bytes + " bytes. Make room, then resume the job.");
        }
    }

    private void keep(
            StepContext context, Reception reception, DirectoryPartStore store, Contents contents, SortedIndex index,
            ArchiveVisit visit, Validation.Found found)
            throws IOException {
        contents.keep(text(BundleJson.write(found)), VALIDATION);
        long dumpBytes = 0;
        if (!Boolean.FALSE.equals(context.facts().get(StepFacts.RESTORE_SQL))) {
            FoundDump dump = visit.dumps().getFirst();
            dumpBytes = dump.bytes();
            contents.keep(text(BundleJson.write(dump)), FoundDump.PART);
        }
        boolean withMedia = context.options().includeMedia() && index.files() > 0;
        Head head = new Head(Head.FORMAT_MAJOR, Head.FORMAT_MINOR, List.of(), UUID.randomUUID(), Instant.now(), "backup",
                null, visit.dumps().isEmpty() ? null : visit.dumps().getFirst().name(), null, 0, null, null, null, null,
                null, Math.max(dumpBytes, visit.expanded() - visit.mediaBytes()), withMedia, false, false, false, 0, List.of(),
                List.of(), List.of(), List.of(), List.of(), List.of());
        reception.openedOver(ManifestJson.write(head));
        List<Part> parts = withMedia ? List.of(index(store, index)) : List.of();
        for (Part part : parts) {
            reception.announced(part);
            reception.sealed(part);
        }
        Manifest manifest = new Manifest(head, Instant.now(), parts, List.of(), List.of(), List.of(), null,
                withMedia ? new MediaSummary(index.files(), index.bytes()) : null);
        String json = ManifestJson.write(manifest);
        FeedLine.Completed completed =
                new FeedLine.Completed(json, BundleJson.write(key.sign(json.getBytes(StandardCharsets.UTF_8))));
        reception.check(completed);
        reception.complete(completed);
    }

    private static InputStream text(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Part index(DirectoryPartStore store, SortedIndex index) throws IOException {
        try (PartWriter writer = new PartWriter(store, INDEX, PartKind.MEDIA_INDEX, null)) {
            String[] before = new String[1];
            index.each(file -> {
                if (file.key().equals(before[0])) {
                    throw new BundleException(BundleException.Code.BUNDLE_INVALID, "Two stores of the backup have the media"
                            + " file \"" + file.key() + "\". Name one of them in mudanza.backup.media-pattern.");
                }
                before[0] = file.key();
                MediaIndex.write(writer, file);
            });
            return writer.seal(null);
        }
    }

    private static void tell(StepContext context, Validation.Found found) {
        found.warnings().forEach(line -> context.log(LogLevel.WARNING, line));
        found.errors().forEach(line -> context.log(LogLevel.ERROR, line.detail()));
        if (found.valid()) {
            context.log(LogLevel.INFO, "The backup is in order: " + found.metadata().get("sql_dumps_count") + " dump, "
                    + found.metadata().get("media_files_count") + " media files.");
        }
    }

    private static String sentences(Validation.Found found) {
        return String.join(" ", found.errors().stream().map(Validation.Finding::detail).toList());
    }
}
