package io.mudanza.importing.run;

import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.Checkpoint;
import io.mudanza.engine.checkpoint.TargetSwitch;
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

    DiscardStep(PlatformTarget target) {
        this.target = target;
    }

    @Override
    public StepKind kind() {
        return StepKind.DISCARD;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        context.doing("removing what was prepared");
        StepProblems.during(() -> target.use(context, platform -> {
            discard(context, platform);
            return null;
        }));
        context.log(LogLevel.INFO, "What was prepared is removed; the platform is what it was.");
        return Map.of();
    }

    /**
     * A publish whose answer never came may have happened: nobody was told of it, so it is taken back. What the platform
     * held meanwhile is kept aside.
     */
    private static void discard(StepContext context, TargetSwitch platform) throws EngineException, InterruptedException {
        try {
            platform.discard(context.jobId());
        } catch (EngineException e) {
            if (e.code() != EngineException.Code.CHECKPOINT_EXISTS) {
                throw e;
            }
            boolean published = platform.list().stream().anyMatch(state -> state.job().equals(context.jobId())
                    && state.kind() == Checkpoint.Kind.CHECKPOINT);
            if (published) {
                Checkpoint replaced = platform.rollBack(context.jobId(), new StepProgress(context));
                context.log(LogLevel.WARNING, "The job had published before it failed. The state before is back; what it"
                        + " had published is kept as " + replaced.id() + ".");
            }
        }
    }
}
