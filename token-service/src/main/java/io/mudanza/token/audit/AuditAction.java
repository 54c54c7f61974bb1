package io.mudanza.token.audit;

import java.util.Locale;

/** What was done with a token. */
public enum AuditAction {
    CREATED,
    /** Written at the first use and then at most once a minute. */
    USED,
    /** Written at most once a minute for a token. */
    REFUSED,
    REVOKED,
    ROTATED,
    /** A transfer session was opened: a use is spent. */
    OPENED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
