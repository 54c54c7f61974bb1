package io.mudanza.importing.run;

import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.Checkpoint;
import io.mudanza.engine.checkpoint.TargetSwitch;
import io.mudanza.importing.hooks.Hooks;
import io.mudanza.importing.hooks.SwitchAction;
import io.mudanza.importing.restore.DumpLoad;
import io.mudanza.importing.target.PlatformTarget;
import io.mudanza.platform.step.StepProblems;
import io.mudanza.platform.step.StepProgress;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.steps.StepHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Removes what a job prepared and will not publish; the platform is exactly what it was. */
@ApplicationScoped
class DiscardStep implements StepHandler {

    private final PlatformTarget target;
    private final Hooks hooks;
    private final DumpLoad dumps;

    DiscardStep(PlatformTarget target, Hooks hooks, DumpLoad dumps) {
        this.dumps = dumps;
        this.target = target;
        this.hooks = hooks;
    }

    @Override
    public StepKind kind() {
        return StepKind.DISCARD;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        context.doing("removing what was prepared");
        boolean published = StepProblems.during(() -> target.use(context, platform -> discard(context, platform)));
        if (published) {
            hooks.around(context, SwitchAction.ROLLBACK, () -> StepProblems.during(() -> target.use(context, platform -> {
                takeBack(context, platform);
                return null;
            })));
            // A job that is resumed may publish again.
            hooks.close(context, SwitchAction.ROLLBACK);
        }
        hooks.close(context, SwitchAction.PUBLISH);
        if (context.direction() == JobDirection.RESTORE) {
            StepProblems.during(() -> dumps.forget(context));
        }
        context.log(LogLevel.INFO, "What was prepared is removed; the platform is what it was.");
        return Map.of();
    }

    /** @return whether the job has published, so that nothing was discarded */
    private static boolean discard(StepContext context, TargetSwitch platform)
            throws EngineException, InterruptedException {
        try {
            platform.discard(context.jobId());
            return false;
        } catch (EngineException e) {
            if (e.code() != EngineException.Code.CHECKPOINT_EXISTS) {
                throw e;
            }
            return hasCheckpoint(context, platform);
        }
    }

    private static boolean hasCheckpoint(StepContext context, TargetSwitch platform)
            throws EngineException, InterruptedException {
        return platform.list().stream().anyMatch(
                state -> state.job().equals(context.jobId()) && state.kind() == Checkpoint.Kind.CHECKPOINT);
    }

    /**
     * A publish whose answer never came may have happened: nobody was told of it, so it is taken back. What the platform
     * held meanwhile is kept aside.
     */
    private static void takeBack(StepContext context, TargetSwitch platform) throws EngineException, InterruptedException {
        if (hasCheckpoint(context, platform)) {
            Checkpoint replaced = platform.rollBack(context.jobId(), new StepProgress(context));
            context.log(LogLevel.WARNING, "The job had published before it failed. The state before is back; what it"
                    + " had published is kept as " + replaced.id() + ".");
        }
    }
}
