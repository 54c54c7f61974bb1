package io.mudanza.contracts.job;

import java.util.Locale;

/** How much of the target is compared before it is published. The wire form is the lower-case name. */
public enum VerifyLevel {
    /** Every row is read back and its digest compared, besides counts, sequences, relations, schema and media. */
    FULL,
    /** Row counts, sequences, relations and schema; table contents stay {@code NOT_VERIFIED}. */
    COUNTS,
    /** Nothing is compared; the verdict is {@code NOT_VERIFIED}. */
    NONE;

    /** The form used in JSON, in events and in the ledger. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when the text names no level */
    public static VerifyLevel ofWire(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
