package io.mudanza.engine.direct;

import io.mudanza.engine.certificate.SignedCertificate;
import io.mudanza.engine.verify.Verdict;
import java.time.Duration;
import java.util.UUID;

/**
 * What a direct run did.
 *
 * @param jobId       id that rollback takes
 * @param published   false when the verdict was DIFFERENT: the target is what it was
 * @param verdict     null where nothing was to be compared
 * @param rows        rows moved
 * @param bytes       their plain bytes
 * @param mediaFiles  media files moved; 0 when none belong to it
 * @param duration    from begin to end
 * @param certificate null for an export
 */
public record DirectResult(
        UUID jobId,
        boolean published,
        Verdict verdict,
        long rows,
        long bytes,
        long mediaFiles,
        Duration duration,
        SignedCertificate certificate) {}
