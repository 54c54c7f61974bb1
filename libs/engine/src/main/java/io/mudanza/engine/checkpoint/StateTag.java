package io.mudanza.engine.checkpoint;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.json.BundleJson;
import java.time.Instant;
import java.util.UUID;

/**
 * What Mudanza writes into the comment of a database, so that it is known whatever else is lost.
 *
 * @param job     whose it is
 * @param kind    {@code shadow}, {@code checkpoint}, {@code replaced}
 * @param of      the database for which it stands
 * @param at      when it became what it is
 * @param comment the comment it had before; null when none
 * @param media   whether media belong to it
 * @param records estimated rows; -1 unknown
 */
record StateTag(UUID job, String kind, String of, Instant at, String comment, boolean media, long records) {

    static final String SHADOW = "shadow";
    static final String CHECKPOINT = "checkpoint";
    static final String REPLACED = "replaced";

    private static final String PREFIX = "mudanza:";

    String text() {
        return PREFIX + BundleJson.write(this);
    }

    /** Null when the comment is none of Mudanza's. */
    static StateTag of(String comment) {
        if (comment == null || !comment.startsWith(PREFIX)) {
            return null;
        }
        try {
            return BundleJson.read(comment.substring(PREFIX.length()), StateTag.class);
        } catch (BundleException e) {
            // Somebody's own comment that begins alike.
            return null;
        }
    }

    boolean is(String wanted, UUID ofJob) {
        return kind.equals(wanted) && job.equals(ofJob);
    }
}
