package io.mudanza.token.issue;

import java.util.Locale;

/** Whether a token is still good. */
public enum TokenStatus {
    ACTIVE,
    EXPIRED,
    REVOKED,
    /** Good for what its transfer sessions still do, for no new one. */
    USED_UP;

    /** The form used in JSON. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
