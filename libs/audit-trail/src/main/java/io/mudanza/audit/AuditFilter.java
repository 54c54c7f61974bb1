package io.mudanza.audit;

import java.time.Instant;

/** What to read; null stands for everything. Times: from {@code since}, before {@code until}. */
public record AuditFilter(
        String actor, String action, String object, String address, String outcome, Instant since, Instant until) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null);

    /** Only of this object. */
    public static AuditFilter ofObject(String object) {
        return new AuditFilter(null, null, object, null, null, null, null);
    }
}
