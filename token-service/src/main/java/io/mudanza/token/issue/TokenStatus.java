package io.mudanza.token.issue;

import java.util.Locale;

/** Whether a token is still good. */
public enum TokenStatus {
    ACTIVE,
    EXPIRED,
    REVOKED;

    /** The form used in JSON. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
