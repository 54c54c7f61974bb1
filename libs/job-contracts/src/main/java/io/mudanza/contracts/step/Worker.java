package io.mudanza.contracts.step;

import java.util.Locale;

/** The services that run steps. Each has a topic of commands of its own. */
public enum Worker {
    EXPORT,
    IMPORT,
    TRANSFER,
    VERIFICATION;

    /** The form used in topic names and in events. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
