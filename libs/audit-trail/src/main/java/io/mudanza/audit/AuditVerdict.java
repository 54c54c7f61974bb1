package io.mudanza.audit;

import java.util.List;

/**
 * What a check of a trail found.
 *
 * @param trail       its name
 * @param rows        rows that were read
 * @param checkpoints signed checkpoints that were compared
 * @param findings    empty when the trail is whole; the first break first
 */
public record AuditVerdict(String trail, long rows, long checkpoints, List<Finding> findings) {

    /** Kinds of breaks. */
    public enum Kind {
        /** A row's content is not what was written. */
        EDITED,
        /** Rows are missing between others. */
        DELETED,
        /** The end was cut off. */
        TRUNCATED,
        /** A checkpoint is not signed by this node's key. */
        CHECKPOINT_FORGED
    }

    /** A break, at or after the row {@code seq}. */
    public record Finding(Kind kind, long seq, String detail) {}

    public boolean whole() {
        return findings.isEmpty();
    }
}
