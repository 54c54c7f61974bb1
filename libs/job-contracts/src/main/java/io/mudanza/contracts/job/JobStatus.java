package io.mudanza.contracts.job;

import java.util.Locale;

/** Where a job stands. The wire form is the lower-case name. */
public enum JobStatus {
    PENDING(false),
    RUNNING(false),
    VERIFYING(false),
    PUBLISHING(false),
    COMPLETED(true),
    FAILED(true),
    ROLLING_BACK(false),
    ROLLED_BACK(true),
    CANCELLED(true);

    private final boolean ended;

    JobStatus(boolean ended) {
        this.ended = ended;
    }

    /** True when nothing of the job runs any more. */
    public boolean ended() {
        return ended;
    }

    /** The form used in JSON, in events and in the ledger. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when the text names no status */
    public static JobStatus ofWire(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
