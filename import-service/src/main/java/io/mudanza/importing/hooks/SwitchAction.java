package io.mudanza.importing.hooks;

import java.util.Locale;

/** What is done to the platform between two hooks. */
public enum SwitchAction {
    PUBLISH,
    ROLLBACK;

    /** The form used for hooks and in the ledger. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
