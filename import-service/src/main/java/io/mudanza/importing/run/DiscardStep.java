package io.mudanza.importing.run;

import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.importing.target.PlatformTarget;
import io.mudanza.platform.step.StepProblems;
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
            platform.discard(context.jobId());
            return null;
        }));
        context.log(LogLevel.INFO, "What was prepared is removed; the platform is what it was.");
        return Map.of();
    }
}
