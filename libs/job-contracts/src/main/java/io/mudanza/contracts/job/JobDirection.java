package io.mudanza.contracts.job;

import java.util.Locale;

/** What a job does. The wire form is the lower-case name. */
public enum JobDirection {
    EXPORT,
    IMPORT,
    PULL,
    PUSH,
    VERIFY,
    RESTORE,
    ROLLBACK;

    /** The form used in JSON, in events and in the ledger. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when the text names no direction */
    public static JobDirection ofWire(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
