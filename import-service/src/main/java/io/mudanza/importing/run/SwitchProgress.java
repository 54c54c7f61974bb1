package io.mudanza.importing.run;

import io.mudanza.engine.progress.DrainedSessions;
import io.mudanza.platform.step.StepProgress;
import io.mudanza.steps.StepContext;

/** Passes what the engine says on to the step, and remembers what became of the platform's sessions. */
final class SwitchProgress extends StepProgress {

    private DrainedSessions drained;

    SwitchProgress(StepContext context) {
        super(context);
    }

    /** A sentence about the sessions; null when there were none. */
    synchronized String sessions() {
        return drained == null ? null : "Open sessions at the switch: " + drained.sentence();
    }

    @Override
    public synchronized void drained(DrainedSessions sessions) {
        // A switch that had to be tried again finds none the second time.
        if (sessions.any()) {
            drained = sessions;
        }
    }
}
