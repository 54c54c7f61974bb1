package io.mudanza.steps;

import io.mudanza.contracts.step.StepKind;
import java.util.Map;

/**
 * Does one kind of step. A CDI bean of a worker, one per {@link StepKind}. It may be run again from the start at any
 * time (crash, lapsed lease, shutdown) and resumes from what it finds; it never runs twice at once while its lease holds.
 */
public interface StepHandler {
    StepKind kind();

    /**
     * Runs on a virtual thread, which is interrupted when the context is cancelled.
     *
     * @return what it found out, by the names of {@link io.mudanza.contracts.step.StepFacts}: strings, numbers, booleans
     * @throws StepFailedException  the step cannot be done; nothing is half done
     * @throws InterruptedException it stopped because the context was cancelled
     */
    Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException;
}
