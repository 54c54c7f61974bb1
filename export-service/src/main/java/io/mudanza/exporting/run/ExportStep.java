package io.mudanza.exporting.run;

import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.FeedLog;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.extract.ExtractRequest;
import io.mudanza.engine.extract.Extractor;
import io.mudanza.engine.extract.MediaListing;
import io.mudanza.engine.schema.SchemaSelection;
import io.mudanza.exporting.media.MediaIndexSource;
import io.mudanza.exporting.media.PlatformMedia;
import io.mudanza.platform.NodeKeyFile;
import io.mudanza.platform.PlatformSettings;
import io.mudanza.platform.step.StepAssistants;
import io.mudanza.platform.step.StepProblems;
import io.mudanza.platform.step.StepProgress;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.steps.StepHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads the platform into sealed parts. A run that was cut off cannot be continued, because its snapshot is gone: the
 * next one starts anew, in a folder and under a bundle id of its own. A run that was cut off after its manifest is
 * adopted.
 */
@ApplicationScoped
class ExportStep implements StepHandler {

    private final PlatformSettings platform;
    private final NodeKeyFile nodeKey;
    private final PlatformMedia media;
    private final ExportRepository exports;
    private final ExportFolders folders;
    private final String node;
    private final long limitBytes;

    ExportStep(
            PlatformSettings platform,
            NodeKeyFile nodeKey,
            PlatformMedia media,
            ExportRepository exports,
            ExportFolders folders,
            @ConfigProperty(name = "mudanza.node.name", defaultValue = "local") String node,
            @ConfigProperty(name = "mudanza.max-export-size-gb", defaultValue = "10") long limitGb) {
        this.platform = platform;
        this.nodeKey = nodeKey;
        this.media = media;
        this.exports = exports;
        this.folders = folders;
        this.node = node;
        this.limitBytes = Math.clamp(limitGb, 1, 1L << 20) << 30;
    }

    @Override
    public StepKind kind() {
        return StepKind.EXPORT;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        SealedExport sealed = StepProblems.during(() -> {
            SealedExport adopted = adopt(context);
            return adopted == null ? export(context) : adopted;
        });
        Map<String, Object> facts = new HashMap<>();
        facts.put(StepFacts.MANIFEST_SHA256, sealed.manifestSha256());
        facts.put(StepFacts.ROWS, sealed.rows());
        facts.put(StepFacts.BYTES, sealed.plainBytes());
        facts.put(StepFacts.MEDIA_FILES, sealed.mediaFiles());
        facts.put(StepFacts.MEDIA_BYTES, sealed.mediaBytes());
        return facts;
    }

    /** The export that an earlier run completed without getting to say so; null when there is none. */
    private SealedExport adopt(StepContext context) throws IOException {
        ExportEntity row = exports.current(context.jobId()).orElse(null);
        if (row == null || row.state == ExportEntity.State.FAILED) {
            return null;
        }
        List<FeedLine> lines = FeedLog.lines(folders.store(row.jobId, row.attempt).feedFile());
        if (lines.isEmpty() || !(lines.getLast() instanceof FeedLine.Completed completed)) {
            return null;
        }
        SealedExport sealed = SealedExport.of(completed.manifestJson());
        if (row.state == ExportEntity.State.RUNNING) {
            exports.sealed(row.jobId, row.attempt, sealed);
        }
        context.log(LogLevel.INFO, "The export was complete already; it is used as it is.");
        return sealed;
    }

    private SealedExport export(StepContext context)
            throws IOException, EngineException, InterruptedException, StepFailedException {
        ExportEntity row = exports.begin(context.jobId(), context.stepId(), context.fencingToken(),
                Boolean.TRUE.equals(context.facts().get(StepFacts.KEPT)));
        if (row.state != ExportEntity.State.RUNNING || row.fencingToken != context.fencingToken()) {
            throw new StepFailedException(ProblemCode.STEP_LOST, "Another run of the export has taken over.");
        }
        folders.removeBefore(row.jobId, row.attempt);
        try {
            return seal(context, row);
        } finally {
            // Overtaken, or removed while it ran: whoever did that cannot have seen what was written since.
            if (!exports.isCurrent(row.jobId, row.attempt)) {
                folders.remove(row.jobId, row.attempt);
            }
        }
    }

    private SealedExport seal(StepContext context, ExportEntity row)
            throws IOException, EngineException, InterruptedException, StepFailedException {
        DirectoryPartStore store = folders.store(row.jobId, row.attempt);
        try (FeedLog feed = new FeedLog(store.feedFile())) {
            try {
                String manifest = extract(context, row, store, feed);
                SealedExport sealed = SealedExport.of(manifest);
                if (!exports.sealed(row.jobId, row.attempt, sealed)) {
                    throw new StepFailedException(ProblemCode.CANCELLED, "The export was removed while it was made.");
                }
                return sealed;
            } catch (EngineException e) {
                // A run that was stopped may be followed by another; those who follow the feed wait for that one.
                if (!context.cancelled()) {
                    String code = StepProblems.codeOf(e.code().name()).wire();
                    feed.append(new FeedLine.Failed(code, e.getMessage()));
                    exports.failed(row.jobId, row.attempt, code, e.getMessage());
                }
                throw e;
            }
        }
    }

    /** What replicas left that were killed, or that an earlier attempt had not told to stop. */
    private void removeUnlisted(StepContext context, ExportEntity row, DirectoryPartStore store, String manifest)
            throws IOException {
        Set<String> listed = new HashSet<>();
        ManifestJson.manifest(manifest).parts().forEach(part -> listed.add(part.name()));
        int removed = folders.removeUnlisted(store, listed);
        folders.removeBefore(row.jobId, row.attempt);
        if (removed > 0) {
            context.log(LogLevel.INFO, removed + " files of replicas that did not end are removed.");
        }
    }

    private String extract(StepContext context, ExportEntity row, DirectoryPartStore store, FeedLog feed)
            throws EngineException, InterruptedException, IOException {
        StepProgress progress = new StepProgress(context);
        String[] manifest = new String[1];
        QuotaPartStore limited = new QuotaPartStore(store, limitBytes);
        ExportAssistants others = new ExportAssistants(StepAssistants.of(context), row.attempt, limited);
        new Extractor(nodeKey.key()).extract(
                request(context.options(), progress).with(others),
                limited,
                line -> {
                    append(feed, line);
                    if (line instanceof FeedLine.Completed completed) {
                        manifest[0] = completed.manifestJson();
                    }
                },
                progress,
                progress);
        if (others.wereAsked()) {
            removeUnlisted(context, row, store, manifest[0]);
        }
        return manifest[0];
    }

    private ExtractRequest request(JobOptions options, StepProgress progress) throws EngineException {
        MediaListing listing = options.includeMedia() && platform.media().isPresent()
                ? new MediaIndexSource(media, progress)
                : null;
        return new ExtractRequest(
                platform.database(),
                new SchemaSelection(options.tables(), options.exclude()),
                platform.workers(),
                node,
                "mudanza",
                true,
                options.digestOnly(),
                platform.pgDump().map(Path::toString).orElse(null),
                listing);
    }

    private static void append(FeedLog feed, FeedLine line) {
        try {
            feed.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
