package io.mudanza.importing.run;

import io.mudanza.bundle.part.PartFeed;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.VerifyLevel;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.PreparedTarget;
import io.mudanza.engine.checkpoint.SwitchMode;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.load.LoadRequest;
import io.mudanza.engine.load.LoadSummary;
import io.mudanza.engine.load.Loader;
import io.mudanza.engine.tasks.AssistantSessions;
import io.mudanza.importing.loaded.LoadNotes;
import io.mudanza.importing.loaded.LoadNotesRepository;
import io.mudanza.importing.restore.DumpLoad;
import io.mudanza.importing.target.PlatformTarget;
import io.mudanza.platform.PlatformSettings;
import io.mudanza.platform.feed.ReceivedParts;
import io.mudanza.platform.step.StepAssistants;
import io.mudanza.platform.step.StepProblems;
import io.mudanza.platform.step.StepProgress;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.steps.StepHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Loads the parts into the prepared target as they arrive; goes on from its last part after a crash. */
@ApplicationScoped
class LoadStep implements StepHandler {

    private final PlatformSettings platform;
    private final PlatformTarget target;
    private final ReceivedParts received;
    private final LoadNotesRepository notes;
    private final DumpLoad dumps;

    LoadStep(
            PlatformSettings platform, PlatformTarget target, ReceivedParts received, LoadNotesRepository notes,
            DumpLoad dumps) {
        this.dumps = dumps;
        this.platform = platform;
        this.target = target;
        this.received = received;
        this.notes = notes;
    }

    @Override
    public StepKind kind() {
        return StepKind.LOAD;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        return StepProblems.during(() ->
                context.direction() == JobDirection.RESTORE ? dumps.load(context) : load(context));
    }

    private Map<String, Object> load(StepContext context)
            throws EngineException, IOException, InterruptedException, StepFailedException {
        StepProgress progress = new StepProgress(context);
        SwitchMode mode = mode(context);
        PreparedTarget prepared = target.use(context, platform -> platform.prepare(context.jobId(), mode, progress));
        LoadRequest request = new LoadRequest(
                alone(context, prepared.address()), platform.workers(), prepared.place(), () -> again(context, mode, progress),
                context.options().verify() == VerifyLevel.FULL).with(StepAssistants.of(context));
        LoadSummary summary;
        try (PartFeed feed = received.load(context.jobId(), context::cancelled)) {
            summary = new Loader().load(request, feed, progress, progress);
        }
        keep(context, summary);
        Map<String, Object> facts = new HashMap<>();
        facts.put(StepFacts.MODE, mode.wire());
        if (mode == SwitchMode.DATABASE_SWAP) {
            facts.put(StepFacts.SHADOW_DATABASE, prepared.address().database());
        }
        facts.put(StepFacts.ROWS, summary.rows());
        facts.put(StepFacts.BYTES, summary.plainBytes());
        return facts;
    }

    /**
     * A leader that was frozen for longer than its lease wakes up with its sessions open, and knows of nothing until its
     * next heartbeat: the sessions of a load bear its job's name, and those of an earlier one are ended first.
     */
    private static DatabaseAddress alone(StepContext context, DatabaseAddress database) throws EngineException {
        String name = "mudanza-load-" + context.jobId() + ".";
        try {
            AssistantSessions.end(database, Side.TARGET, name);
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "ending the sessions of an earlier run");
        }
        return database.named(name);
    }

    /** The source began again: what was loaded is of no use. Staged media are compared by hash and may stay. */
    private void again(StepContext context, SwitchMode mode, StepProgress progress)
            throws EngineException, InterruptedException {
        target.useDatabase(context, platform -> {
            platform.discard(context.jobId());
            return platform.prepare(context.jobId(), mode, progress);
        });
    }

    private static SwitchMode mode(StepContext context) throws StepFailedException {
        String mode = context.fact(StepFacts.MODE);
        if (mode == null) {
            throw new StepFailedException(ProblemCode.INTERNAL_ERROR, "The preflight of this job said no mode.");
        }
        return SwitchMode.ofWire(mode);
    }

    private void keep(StepContext context, LoadSummary summary) throws StepFailedException {
        LoadNotes found = LoadNotes.of(summary.schema());
        notes.keep(context.jobId(), StepKind.LOAD, found);
        found.substitutedOwners().stream().limit(20).forEach(line -> context.log(LogLevel.WARNING, line));
        found.skipped().stream().limit(20).forEach(one ->
                context.log(LogLevel.WARNING, one.object() + " is not carried: " + one.reason()));
        context.log(LogLevel.INFO, summary.rows() + " rows in " + (summary.partsLoaded() + summary.partsSkipped())
                + " parts are loaded (" + summary.partsSkipped() + " parts were there from an earlier run).");
    }
}
