package io.mudanza.importing.restore;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.crash.CrashPoint;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.people.AdministratorMerge;
import io.mudanza.engine.people.MergeRecord;
import io.mudanza.engine.people.MergeRequest;
import io.mudanza.importing.loaded.LoadNotes;
import io.mudanza.importing.loaded.LoadNotesRepository;
import io.mudanza.platform.NodeKeyFile;
import io.mudanza.platform.PlatformSettings;
import io.mudanza.platform.feed.ReceivedParts;
import io.mudanza.platform.step.StepProblems;
import io.mudanza.platform.step.StepProgress;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.steps.StepHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Merges the administrators of the platform into the restored state, and writes down what VERIFY has to find then. */
@ApplicationScoped
class MergeUsersStep implements StepHandler {

    private final PlatformSettings platform;
    private final RestoreSettings settings;
    private final ReceivedParts received;
    private final RestoredStates states;
    private final LoadNotesRepository notes;
    private final FetchedDumps dumps;
    private final NodeKeyFile key;

    MergeUsersStep(
            PlatformSettings platform, RestoreSettings settings, ReceivedParts received, RestoredStates states,
            LoadNotesRepository notes, FetchedDumps dumps, NodeKeyFile key) {
        this.platform = platform;
        this.settings = settings;
        this.received = received;
        this.states = states;
        this.notes = notes;
        this.dumps = dumps;
        this.key = key;
    }

    @Override
    public StepKind kind() {
        return StepKind.MERGE_USERS;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        return StepProblems.during(() -> merge(context));
    }

    private Map<String, Object> merge(StepContext context)
            throws EngineException, IOException, InterruptedException, StepFailedException {
        String shadow = context.fact(StepFacts.SHADOW_DATABASE);
        if (shadow == null) {
            throw new StepFailedException(ProblemCode.INTERNAL_ERROR, "The load of this restore named no scratch database.");
        }
        DatabaseAddress scratch = platform.database().withDatabase(shadow);
        ExpectedState expected = new ExpectedState(states.report(context.jobId()));
        List<TableHead> heads = expected.heads(scratch);
        context.doing("merging administrators");
        MergeRecord record = AdministratorMerge.merge(
                new MergeRequest(platform.database(), scratch, context.jobId(), settings.users(), settings.survivor(), heads),
                new StepProgress(context));
        CrashPoint.reached("restore:merged");
        notes.keep(context.jobId(), StepKind.MERGE_USERS, new LoadNotes(List.of(), List.of(), record.sentences()));
        record.sentences().forEach(line -> context.log(LogLevel.INFO, line));
        Manifest backup = backup(context);
        Manifest manifest = expected.manifest(
                backup, DumpWords.of(context.fact(StepFacts.VALIDATION)).on(backup.head()), heads, record, !context.options().tables().isEmpty());
        String json = ManifestJson.write(manifest);
        states.keepExpected(context.jobId(), json,
                BundleJson.write(key.key().sign(json.getBytes(StandardCharsets.UTF_8))));
        dumps.remove(context.jobId());
        return Map.of(StepFacts.MERGED_USERS, record.json());
    }

    private Manifest backup(StepContext context) throws IOException, InterruptedException {
        Manifest manifest = null;
        try (PartFeed feed = received.follow(context.jobId(), context::cancelled)) {
            for (FeedLine line = feed.next(); line != null; line = feed.next()) {
                if (line instanceof FeedLine.Completed completed) {
                    manifest = ManifestJson.manifest(completed.manifestJson());
                }
            }
        }
        if (manifest == null) {
            throw new BundleException(BundleException.Code.BUNDLE_TRUNCATED, "The backup was not taken apart to its end.");
        }
        return manifest;
    }
}
