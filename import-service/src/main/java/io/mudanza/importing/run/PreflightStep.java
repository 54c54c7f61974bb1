package io.mudanza.importing.run;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.SwitchMode;
import io.mudanza.engine.preflight.Preflight;
import io.mudanza.engine.preflight.PreflightReport;
import io.mudanza.engine.preflight.PreflightRequest;
import io.mudanza.importing.loaded.LoadNotes;
import io.mudanza.importing.loaded.LoadNotesRepository;
import io.mudanza.importing.plan.DryRunPlan;
import io.mudanza.importing.restore.DumpCheck;
import io.mudanza.platform.PlatformSettings;
import io.mudanza.platform.feed.ReceivedParts;
import io.mudanza.platform.step.StepProblems;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.steps.StepHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds the head of the bundle against the target before anything is created; names every object that will not move. */
@ApplicationScoped
class PreflightStep implements StepHandler {

    /** Lines of one kind in the job's log; the plan and the certificate have all. */
    private static final int LOGGED = 50;

    private final PlatformSettings platform;
    private final ReceivedParts received;
    private final LoadNotesRepository notes;
    private final DumpCheck dumps;

    PreflightStep(PlatformSettings platform, ReceivedParts received, LoadNotesRepository notes, DumpCheck dumps) {
        this.dumps = dumps;
        this.platform = platform;
        this.received = received;
        this.notes = notes;
    }

    @Override
    public StepKind kind() {
        return StepKind.PREFLIGHT;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        return StepProblems.during(() -> check(context));
    }

    private Map<String, Object> check(StepContext context)
            throws EngineException, IOException, InterruptedException, StepFailedException {
        context.doing("checking the target");
        JobOptions options = context.options();
        DumpCheck.Checked checked = context.direction() == JobDirection.RESTORE
                ? dumps.check(context, head(context))
                : new DumpCheck.Checked(head(context), Map.of(), false);
        if (checked.refused()) {
            return checked.facts();
        }
        Head head = checked.head();
        if (context.direction() == JobDirection.RESTORE
                && Boolean.FALSE.equals(context.facts().get(StepFacts.RESTORE_SQL))) {
            return mediaOnly(context, head);
        }
        PreflightReport report = new Preflight().check(
                new PreflightRequest(
                        platform.database(),
                        context.jobId(),
                        context.direction() == JobDirection.RESTORE ? SwitchMode.DATABASE_SWAP : wanted(options),
                        options.createCheckpoint(),
                        options.overwrite(),
                        options.includeMedia() && head.media() ? platform.media().orElse(null) : null,
                        platform.pgDump().map(Path::toString).orElse(null),
                        platform.workers()),
                head);
        tell(context, head, report);
        report.orThrow();
        notes.keep(context.jobId(), StepKind.PREFLIGHT, LoadNotes.of(report.notCarried(), head.notCarried()));
        Map<String, Object> facts = new HashMap<>(checked.facts());
        facts.put(StepFacts.MODE, report.mode().wire());
        facts.put(StepFacts.TARGET_HAD_DATA, report.targetHadData());
        if (options.dryRun()) {
            facts.put(StepFacts.PLAN, DryRunPlan.of(head, report, platform.workers()).json());
        }
        return facts;
    }

    /** The database stays as it is, so nothing is asked of it. */
    private Map<String, Object> mediaOnly(StepContext context, Head head) throws StepFailedException {
        if (head.media() && platform.media().isEmpty()) {
            throw new StepFailedException(ProblemCode.INVALID_REQUEST, "The backup has media, but this node has no media"
                    + " folder. Set mudanza.platform.media.");
        }
        context.log(LogLevel.INFO, "Only the media are restored; the database stays as it is.");
        return Map.of(StepFacts.MODE, SwitchMode.MEDIA_ONLY.wire(), StepFacts.TARGET_HAD_DATA, true);
    }

    private Head head(StepContext context) throws IOException, InterruptedException, StepFailedException {
        try (PartFeed feed = received.follow(context.jobId(), context::cancelled)) {
            for (FeedLine line = feed.next(); line != null; line = feed.next()) {
                switch (line) {
                    case FeedLine.Opened opened -> {
                        return ManifestJson.head(opened.head());
                    }
                    case FeedLine.Failed failed ->
                        throw new StepFailedException(ProblemCode.ofWire(failed.code()), failed.detail());
                    case FeedLine.Sealed _, FeedLine.Completed _ -> throw new BundleException(
                            BundleException.Code.BUNDLE_INVALID, "The feed of parts does not begin with a head.");
                    case FeedLine.Alive _ -> {
                        // The head is still to come.
                    }
                }
            }
        }
        throw new BundleException(BundleException.Code.BUNDLE_TRUNCATED, "The feed of parts ended before its head.");
    }

    private static SwitchMode wanted(JobOptions options) {
        return switch (options.mode()) {
            case AUTO -> null;
            case DATABASE_SWAP -> SwitchMode.DATABASE_SWAP;
            case IN_PLACE -> SwitchMode.IN_PLACE;
        };
    }

    private void tell(StepContext context, Head head, PreflightReport report) {
        if (head.partial() && report.targetHadData()) {
            context.log(LogLevel.WARNING, "Only a selection of tables moves: whatever else the target holds will be in"
                    + " the checkpoint only.");
        }
        if (head.media() && context.options().includeMedia() && platform.media().isEmpty()) {
            context.log(LogLevel.WARNING, "The bundle has media, but this node has no media folder: they stay behind."
                    + " Set mudanza.platform.media to move them.");
        }
        limited(report.warnings()).forEach(line -> context.log(LogLevel.WARNING, line));
        limited(report.notes()).forEach(line -> context.log(LogLevel.INFO, line));
        for (NotCarried object : limited(report.notCarried())) {
            context.log(LogLevel.WARNING,
                    "Not carried: " + object.kind() + " " + object.name() + ". " + object.reason());
        }
        if (report.notCarried().size() > LOGGED) {
            context.log(LogLevel.WARNING, report.notCarried().size() + " objects are not carried in all; the"
                    + " certificate names each.");
        }
    }

    private static <T> List<T> limited(List<T> lines) {
        return lines.subList(0, Math.min(LOGGED, lines.size()));
    }
}
