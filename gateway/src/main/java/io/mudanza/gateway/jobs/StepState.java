package io.mudanza.gateway.jobs;

import java.util.Locale;

/** Where a run of a step stands, as far as the gateway knows. */
public enum StepState {
    /** To be sent later: another attempt after a pause. */
    WAITING,
    /** The command is on its way. */
    SENT,
    /** A worker took it up. */
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** True while something is still to be expected of it. */
    public boolean active() {
        return this == WAITING || this == SENT || this == RUNNING;
    }

    /** Form in the ledger and in answers. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static StepState ofWire(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
