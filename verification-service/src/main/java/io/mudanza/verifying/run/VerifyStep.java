package io.mudanza.verifying.run;

import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.media.MediaStaging;
import io.mudanza.bundle.media.MediaStore;
import io.mudanza.bundle.media.MediaSwitch;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.WorkerGroup;
import io.mudanza.engine.verify.VerificationReport;
import io.mudanza.engine.verify.Verifier;
import io.mudanza.engine.verify.VerifyLevel;
import io.mudanza.engine.verify.VerifyRequest;
import io.mudanza.platform.PlatformSettings;
import io.mudanza.platform.step.StepProblems;
import io.mudanza.platform.step.StepProgress;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.steps.StepHandler;
import io.mudanza.verifying.expectation.Expectation;
import io.mudanza.verifying.expectation.Expectations;
import io.mudanza.verifying.media.MediaCheck;
import io.mudanza.verifying.media.MediaReport;
import io.mudanza.verifying.report.ComparisonReport;
import io.mudanza.verifying.report.LoadNotes;
import io.mudanza.verifying.report.LoadNotesClient;
import io.mudanza.verifying.report.Reports;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Reads the loaded state (or the platform itself) back and compares it with the bundle. Writes nothing to either. */
@ApplicationScoped
class VerifyStep implements StepHandler {

    /** @param media null when none were to be compared */
    private record Found(VerificationReport database, MediaReport media) {}

    private final PlatformSettings platform;
    private final Expectations expectations;
    private final Reports reports;
    private final LoadNotesClient loads;
    private final RestoredExpectation restored;

    VerifyStep(
            PlatformSettings platform, Expectations expectations, Reports reports, LoadNotesClient loads,
            RestoredExpectation restored) {
        this.restored = restored;
        this.platform = platform;
        this.expectations = expectations;
        this.reports = reports;
        this.loads = loads;
    }

    @Override
    public StepKind kind() {
        return StepKind.VERIFY;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        ComparisonReport report = StepProblems.during(() -> compare(context));
        DifferenceLog.tell(context, report);
        Map<String, Object> facts = new HashMap<>();
        facts.put(StepFacts.VERDICT, report.verdict().name());
        facts.put(StepFacts.MANIFEST_SHA256, report.manifestSha256());
        return facts;
    }

    private ComparisonReport compare(StepContext context)
            throws EngineException, IOException, InterruptedException, StepFailedException {
        UUID subject = subject(context);
        Optional<Expectation> kept = subject == null ? Optional.empty() : expectations.kept(context, subject);
        if (kept.isPresent()) {
            return compare(context, kept.get());
        }
        context.doing("reading the manifest");
        if (context.direction() == JobDirection.RESTORE) {
            Expectation expectation = restored.of(context);
            expectations.keep(context.jobId(), expectation);
            return compare(context, expectation);
        }
        try (PartFeed feed = expectations.feed(context, subject)) {
            Expectation expectation = expectations.read(feed);
            if (subject == null) {
                expectations.keep(context.jobId(), expectation);
            }
            return compare(context, expectation);
        }
    }

    private ComparisonReport compare(StepContext context, Expectation expectation)
            throws EngineException, IOException, InterruptedException {
        Instant started = Instant.now();
        DatabaseAddress target = target(context);
        Found found = found(context, expectation, new StepProgress(context), target);
        LoadNotes load = onPlatform(context) ? LoadNotes.NONE : loads.of(context.jobId());
        Head head = expectation.manifest().head();
        ComparisonReport report = new ComparisonReport(
                ComparisonReport.verdict(found.database(), found.media(), load.skipped()),
                expectation.manifestSha256(), head.database(), head.serverVersion(),
                platform.database().database(), target.host(), target.port(), ServerVersion.of(target),
                started, Instant.now(), found.database(), found.media(), load.skipped(), load.substitutedOwners(), load.notes());
        reports.keep(context.jobId(), context.stepId(), report);
        return report;
    }

    /** Database and media together: the one waits for a server where the other waits for a disk. */
    private Found found(StepContext context, Expectation expectation, StepProgress progress, DatabaseAddress target)
            throws EngineException, InterruptedException {
        VerifyLevel level = VerifyLevel.valueOf(context.options().verify().name());
        AtomicReference<VerificationReport> database = new AtomicReference<>();
        AtomicReference<MediaReport> media = new AtomicReference<>();
        try (WorkerGroup group = new WorkerGroup(Side.TARGET, "comparing", progress)) {
            group.start("verify-database", () -> database.set(database(context, expectation, level, target, progress)));
            group.start("verify-media",
                    () -> media.set(media(context, expectation, new MediaCheck(level, progress, progress), target)));
            group.await();
        }
        return new Found(database.get(), media.get());
    }

    private VerificationReport database(
            StepContext context, Expectation expectation, VerifyLevel level, DatabaseAddress target, StepProgress progress)
            throws EngineException, InterruptedException {
        boolean restore = context.direction() == JobDirection.RESTORE;
        if (restore && Boolean.FALSE.equals(context.facts().get(StepFacts.RESTORE_SQL))) {
            return RestoredDatabase.untouched(expectation.manifest());
        }
        VerificationReport report = new Verifier().verify(
                new VerifyRequest(target, level, platform.workers(), restore ? null : expectation.schema(),
                        platform.pgDump().map(Path::toString).orElse(null), expectation.rows(), VerifyRequest.KEYS,
                        !onPlatform(context) && !restore),
                expectation.manifest(), progress, progress);
        return restore
                ? new RestoredDatabase(platform, target).withSchema(report, expectation, progress)
                : report;
    }

    private MediaReport media(StepContext context, Expectation expectation, MediaCheck check, DatabaseAddress target)
            throws EngineException, IOException, InterruptedException {
        if (expectation.manifest().media() == null || !context.options().includeMedia()) {
            return null;
        }
        return check.check(expectation.manifest().media(), expectation.mediaIndex(), store(context), target);
    }

    /** The staged set before a publish, the live one else; null when there is neither. */
    private MediaStore store(StepContext context) throws IOException {
        Path live = platform.media().orElse(null);
        if (live == null) {
            return null;
        }
        if (onPlatform(context)) {
            return new MediaStore(live);
        }
        return new MediaSwitch(live, context.jobId()).staged() ? new MediaStaging(live, context.jobId()).staged() : null;
    }

    private DatabaseAddress target(StepContext context) throws EngineException {
        String shadow = context.fact(StepFacts.SHADOW_DATABASE);
        return shadow == null ? platform.database() : platform.database().withDatabase(shadow);
    }

    /** True when the platform as it is now is compared, false when something that a load has prepared. */
    private static boolean onPlatform(StepContext context) {
        return context.direction() == JobDirection.VERIFY;
    }

    private static UUID subject(StepContext context) throws StepFailedException {
        String subject = context.fact(StepFacts.SUBJECT_JOB_ID);
        try {
            return subject == null ? null : UUID.fromString(subject);
        } catch (IllegalArgumentException e) {
            throw new StepFailedException(ProblemCode.INVALID_REQUEST, "The job to be verified is not named by its id.");
        }
    }
}
