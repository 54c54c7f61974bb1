package io.mudanza.verifying.media;

import io.mudanza.engine.verify.Verdict;
import java.util.List;

/**
 * The comparison of a media store with the index of a bundle.
 *
 * @param verdict             EQUAL only when every file was read and has the bytes of the index, and there is no other
 * @param reason              why it is not EQUAL; null when it is
 * @param filesExpected       files in the index
 * @param filesFound          files in the store; -1 when they were not counted
 * @param bytesExpected       bytes in the index
 * @param bytesFound          bytes in the store; -1 when they were not counted
 * @param indexSha256Expected SHA-256 over the ordered lines of key, size and SHA-256 of the index
 * @param indexSha256Found    the same of the store; null when it was not read
 * @param differences         sentences that name a file, a sample
 * @param danglingReferences  files that rows point to but the store lacks, a sample
 * @param unreferenced        note about files that no row points to; null when it was not looked for or there are none
 */
public record MediaReport(
        Verdict verdict,
        String reason,
        long filesExpected,
        long filesFound,
        long bytesExpected,
        long bytesFound,
        String indexSha256Expected,
        String indexSha256Found,
        List<String> differences,
        List<String> danglingReferences,
        String unreferenced) {

    public MediaReport {
        differences = differences == null ? List.of() : List.copyOf(differences);
        danglingReferences = danglingReferences == null ? List.of() : List.copyOf(danglingReferences);
    }

    /** The same with what was found about references. */
    MediaReport withReferences(List<String> dangling, String unreferencedNote) {
        return new MediaReport(verdict, reason, filesExpected, filesFound, bytesExpected, bytesFound,
                indexSha256Expected, indexSha256Found, differences, dangling, unreferencedNote);
    }

    /** A store that was not read. */
    static MediaReport notVerified(long files, long bytes, String why) {
        return new MediaReport(
                Verdict.NOT_VERIFIED, why, files, -1, bytes, -1, null, null, List.of(), List.of(), null);
    }
}
