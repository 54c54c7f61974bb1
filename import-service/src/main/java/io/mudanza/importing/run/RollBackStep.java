package io.mudanza.importing.run;

import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.Checkpoint;
import io.mudanza.engine.checkpoint.TargetSwitch;
import io.mudanza.importing.hooks.Hooks;
import io.mudanza.importing.hooks.SwitchAction;
import io.mudanza.importing.target.PlatformTarget;
import io.mudanza.platform.step.StepProblems;
import io.mudanza.platform.step.StepProgress;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.steps.StepHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Puts the checkpoint of an earlier job back; the state it replaces is kept aside. */
@ApplicationScoped
class RollBackStep implements StepHandler {

    private final PlatformTarget target;
    private final Hooks hooks;

    RollBackStep(PlatformTarget target, Hooks hooks) {
        this.target = target;
        this.hooks = hooks;
    }

    @Override
    public StepKind kind() {
        return StepKind.ROLL_BACK;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        UUID subject = subject(context);
        Checkpoint replaced = hooks.around(context, SwitchAction.ROLLBACK, () -> {
            context.doing("putting the checkpoint back");
            return StepProblems.during(() -> target.complete(context,
                    (platform, again) -> rollBack(context, platform, subject, again)));
        }).result();
        context.log(LogLevel.INFO, "The state before job " + subject + " is back. The state it had made is kept as "
                + replaced.id() + ".");
        Map<String, Object> facts = new HashMap<>();
        facts.put(StepFacts.CHECKPOINT_ID, replaced.id());
        return facts;
    }

    private static Checkpoint rollBack(StepContext context, TargetSwitch platform, UUID subject, boolean again)
            throws EngineException, InterruptedException {
        try {
            return platform.rollBack(subject, new StepProgress(context));
        } catch (EngineException e) {
            // A run of this very step may have done it and died before it could say so.
            if (e.code() != EngineException.Code.CHECKPOINT_MISSING || !again) {
                throw e;
            }
            return platform.list().stream()
                    .filter(state -> state.job().equals(subject) && state.kind() == Checkpoint.Kind.REPLACED)
                    .findFirst()
                    .orElseThrow(() -> e);
        }
    }

    private static UUID subject(StepContext context) throws StepFailedException {
        String subject = context.fact(StepFacts.SUBJECT_JOB_ID);
        try {
            return UUID.fromString(subject == null ? "" : subject);
        } catch (IllegalArgumentException e) {
            throw new StepFailedException(ProblemCode.INVALID_REQUEST,
                    "The rollback names no job whose checkpoint could be put back.");
        }
    }
}
