package io.mudanza.contracts.event;

import java.util.Locale;

/** How grave a line of a job's log is. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARNING,
    ERROR;

    /** The form used in JSON, in events and in the ledger. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when the text names no level */
    public static LogLevel ofWire(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
