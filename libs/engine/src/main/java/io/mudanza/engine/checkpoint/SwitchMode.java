package io.mudanza.engine.checkpoint;

import java.util.Locale;

/** How a new state reaches the target. */
public enum SwitchMode {
    /** Shadow database, renamed into place. */
    DATABASE_SWAP,
    /** Loaded into the existing database, whose old objects are moved aside. */
    IN_PLACE,
    /** The media change, the database stays. */
    MEDIA_ONLY;

    /** {@code database-swap}, {@code in-place} or {@code media-only}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when the text names no mode */
    public static SwitchMode ofWire(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
