package io.mudanza.engine.certificate;

import io.mudanza.engine.verify.Verdict;
import java.util.List;

/**
 * The comparison of the media stores.
 *
 * @param filesExpected       files in the bundle
 * @param filesFound          files in the target's store; -1 when they were not counted
 * @param bytesExpected       bytes in the bundle
 * @param bytesFound          bytes in the target's store; -1 when they were not counted
 * @param indexSha256Expected SHA-256 over the sorted list of key, size and SHA-256 in the bundle
 * @param indexSha256Found    the same of the target's store; null when it was not read
 * @param verdict             what they lead to
 * @param differences         keys that are missing, too many or different, a sample
 * @param danglingReferences  files that rows point to but the store lacks, a sample: a remark, not a difference
 */
public record CertifiedMedia(
        long filesExpected,
        long filesFound,
        long bytesExpected,
        long bytesFound,
        String indexSha256Expected,
        String indexSha256Found,
        Verdict verdict,
        List<String> differences,
        List<String> danglingReferences) {

    public CertifiedMedia {
        differences = differences == null ? List.of() : List.copyOf(differences);
        danglingReferences = danglingReferences == null ? List.of() : List.copyOf(danglingReferences);
    }

    boolean supportsItsVerdict() {
        return verdict != Verdict.EQUAL
                || (filesExpected == filesFound
                        && bytesExpected == bytesFound
                        && indexSha256Expected != null
                        && indexSha256Expected.equals(indexSha256Found));
    }
}
