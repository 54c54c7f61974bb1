package io.mudanza.engine.verify;

import io.mudanza.bundle.digest.RowDigest;

/**
 * The comparison of all large objects.
 *
 * @param verdict     the result
 * @param countBefore large objects in the source
 * @param countAfter  large objects in the target; -1 when they were not counted
 * @param expected    digest of their chunks in the bundle
 * @param found       digest of their chunks in the target; null when they were not read
 * @param reason      why it is not EQUAL; null when it is
 */
public record LargeObjectsVerdict(
        Verdict verdict, long countBefore, long countAfter, RowDigest expected, RowDigest found, String reason) {}
