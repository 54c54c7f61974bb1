package io.mudanza.importing.restore;

import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.crash.CrashPoint;
import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.DumpLimits;
import io.mudanza.dumps.SkippedStatement;
import io.mudanza.dumps.restore.DumpReport;
import io.mudanza.dumps.restore.DumpRequest;
import io.mudanza.dumps.restore.DumpRestore;
import io.mudanza.dumps.restore.DumpSelection;
import io.mudanza.dumps.source.DumpSource;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.PreparedTarget;
import io.mudanza.engine.checkpoint.SwitchMode;
import io.mudanza.importing.loaded.LoadNotes;
import io.mudanza.importing.loaded.LoadNotesRepository;
import io.mudanza.importing.target.PlatformTarget;
import io.mudanza.platform.PlatformSettings;
import io.mudanza.platform.step.StepProgress;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The work of LOAD for a restore: the dump goes into an empty scratch database. A run that was cut off left something half
 * full, which is dropped and made again.
 */
@ApplicationScoped
public class DumpLoad {

    private static final int LOGGED = 20;

    private final PlatformSettings platform;
    private final PlatformTarget target;
    private final FetchedDumps dumps;
    private final RestoreSettings settings;
    private final LoadNotesRepository notes;
    private final RestoredStates states;

    DumpLoad(
            PlatformSettings platform, PlatformTarget target, FetchedDumps dumps, RestoreSettings settings,
            LoadNotesRepository notes, RestoredStates states) {
        this.platform = platform;
        this.target = target;
        this.dumps = dumps;
        this.settings = settings;
        this.notes = notes;
        this.states = states;
    }

    /** Restores the dump of the job. */
    public Map<String, Object> load(StepContext context)
            throws EngineException, IOException, InterruptedException, StepFailedException {
        Path path = dumps.of(context);
        StepProgress progress = new StepProgress(context);
        PreparedTarget scratch = target.useDatabase(context, switching -> {
            switching.discard(context.jobId());
            DumpRestore.forget(context.jobId(), platform.database());
            return switching.prepare(context.jobId(), SwitchMode.DATABASE_SWAP, progress);
        });
        CrashPoint.reached("restore:prepared");
        DumpReport report;
        try (DumpSource source = DumpSource.open(path)) {
            // The comparison with the database is VERIFY's: it reads every table once, after the merge.
            report = new DumpRestore(progress, progress).restore(new DumpRequest(context.jobId(), source, scratch.address(),
                    new DumpSelection(context.options().tables(), context.options().exclude(), List.of()),
                    settings.policy(platform.database()), DumpLimits.DEFAULT, platform.workers(), false, true));
        } catch (DumpException refused) {
            throw new StepFailedException(ProblemCode.valueOf(refused.code().name()), refused.getMessage(), refused);
        }
        CrashPoint.reached("restore:loaded");
        keep(context, report);
        states.keepSchema(context.jobId(), DumpSchema.of(path));
        states.keepReport(context.jobId(), report);
        Map<String, Object> facts = new HashMap<>();
        facts.put(StepFacts.MODE, SwitchMode.DATABASE_SWAP.wire());
        facts.put(StepFacts.SHADOW_DATABASE, scratch.address().database());
        facts.put(StepFacts.ROWS, report.rows());
        facts.put(StepFacts.BYTES, report.bytes());
        return facts;
    }

    /** Takes away what a restore that was not published left beside its scratch database. */
    public Void forget(StepContext context) throws EngineException, IOException {
        dumps.remove(context.jobId());
        DumpRestore.forget(context.jobId(), platform.database());
        return null;
    }

    private void keep(StepContext context, DumpReport report) throws StepFailedException {
        List<LoadNotes.Skipped> skipped = new ArrayList<>();
        List<String> said = new ArrayList<>(report.notes());
        long owners = 0;
        for (SkippedStatement one : report.skipped()) {
            if (Ownership.concerns(one)) {
                owners++;
            } else {
                skipped.add(new LoadNotes.Skipped(one.statement(), one.reason()));
            }
        }
        said.add("Everything belongs to " + report.owner() + "; " + owners
                + " statements of the dump about owners, privileges and the session were left out.");
        notes.keep(context.jobId(), StepKind.LOAD, new LoadNotes(List.of(), skipped, said));
        said.forEach(line -> context.log(LogLevel.INFO, line));
        skipped.stream().limit(LOGGED).forEach(one ->
                context.log(LogLevel.WARNING, "Left out: " + one.object() + ": " + one.reason()));
        context.log(LogLevel.INFO, report.rows() + " rows of " + report.tables().size() + " tables are restored.");
    }
}
