package io.mudanza.importing.run;

import io.mudanza.bundle.media.MediaSwitch;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.Checkpoint;
import io.mudanza.engine.load.Loader;
import io.mudanza.importing.hooks.Hooks;
import io.mudanza.importing.hooks.Hooks.Hooked;
import io.mudanza.importing.hooks.SwitchAction;
import io.mudanza.importing.target.PlatformTarget;
import io.mudanza.platform.PlatformSettings;
import io.mudanza.platform.step.StepProblems;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.steps.StepHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the verified state the visible one, database and media together. */
@ApplicationScoped
class PublishStep implements StepHandler {

    private static final String NO_SUCH_DATABASE = "3D000";

    private final PlatformSettings platform;
    private final PlatformTarget target;
    private final Hooks hooks;

    PublishStep(PlatformSettings platform, PlatformTarget target, Hooks hooks) {
        this.platform = platform;
        this.target = target;
        this.hooks = hooks;
    }

    @Override
    public StepKind kind() {
        return StepKind.PUBLISH;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        SwitchProgress progress = new SwitchProgress(context);
        Hooked<Checkpoint> published = hooks.around(
                context, SwitchAction.PUBLISH, () -> StepProblems.during(() -> publish(context, progress)));
        Checkpoint checkpoint = published.result();
        Map<String, Object> facts = new HashMap<>();
        String notes = Stream.of(progress.sessions(), published.warning())
                .filter(Objects::nonNull).collect(Collectors.joining("\n"));
        if (!notes.isEmpty()) {
            facts.put(StepFacts.PUBLISH_NOTES, notes);
        }
        if (checkpoint.valid()) {
            facts.put(StepFacts.CHECKPOINT_ID, checkpoint.id());
            context.log(LogLevel.INFO, "Published. The state before is kept as the checkpoint " + checkpoint.id() + ".");
        } else {
            context.log(LogLevel.INFO, "Published. No checkpoint is kept, as was asked for.");
        }
        return facts;
    }

    private Checkpoint publish(StepContext context, SwitchProgress progress)
            throws EngineException, InterruptedException {
        return target.complete(context, (platform, again) -> {
            if (mediaOnly(context)) {
                context.doing("publishing the media");
                return platform.publishMedia(context.jobId());
            }
            removeLedger(context);
            context.doing("publishing");
            return platform.publish(
                    context.jobId(), withMedia(context), context.options().createCheckpoint(), progress);
        });
    }

    private static boolean mediaOnly(StepContext context) {
        return context.direction() == JobDirection.RESTORE
                && Boolean.FALSE.equals(context.facts().get(StepFacts.RESTORE_SQL));
    }

    /** The ledger of the load must not become part of the platform. */
    private void removeLedger(StepContext context) throws EngineException {
        String shadow = context.fact(StepFacts.SHADOW_DATABASE);
        try {
            Loader.removeLedger(shadow == null ? platform.database() : platform.database().withDatabase(shadow));
        } catch (EngineException e) {
            // An earlier run of this step has renamed the shadow already, and removed the ledger before that.
            if (!isMissing(e)) {
                throw e;
            }
        }
    }

    private static boolean isMissing(EngineException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && NO_SUCH_DATABASE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** True also when media were staged but are gone: the publish then fails instead of leaving them out in silence. */
    private boolean withMedia(StepContext context) {
        boolean counted = context.facts().get(StepFacts.MEDIA_FILES) instanceof Number files && files.longValue() > 0;
        return platform.media()
                .map(folder -> counted || new MediaSwitch(folder, context.jobId()).staged())
                .orElse(false);
    }
}
