package io.mudanza.contracts.job;

import java.util.Locale;

/** How the new state reaches the target. The wire form is the lower-case name with a hyphen. */
public enum TargetMode {
    /** {@code DATABASE_SWAP} where a database may be created, else {@code IN_PLACE}. */
    AUTO,
    /** Shadow database, verified, then renamed into place; the old database is the checkpoint. */
    DATABASE_SWAP,
    /** Loaded into the existing database; the checkpoint is what was there, moved aside within it. */
    IN_PLACE;

    /** The form used in JSON, in events and in the ledger. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when the text names no mode */
    public static TargetMode ofWire(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
