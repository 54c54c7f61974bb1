package io.mudanza.verifying.report;

import io.mudanza.engine.verify.Verdict;
import io.mudanza.engine.verify.VerificationReport;
import io.mudanza.verifying.media.MediaReport;
import java.time.Instant;
import java.util.List;

/**
 * Everything that a VERIFY step found.
 *
 * @param verdict           DIFFERENT when anything is; EQUAL only when everything is and nothing stayed behind
 * @param manifestSha256    SHA-256 of the manifest that was the expectation
 * @param source            database of the bundle
 * @param sourceVersion     version of its server
 * @param target            database that was compared, without credentials
 * @param targetHost        its host
 * @param targetPort        its port
 * @param targetVersion     version of its server
 * @param startedAt         when the comparison began
 * @param completedAt       when it ended
 * @param database          the database, object by object
 * @param media             the media; null when none belong to the bundle
 * @param skipped           objects that the load could not create here
 * @param substitutedOwners sentences about owners that do not exist here
 * @param notes             sentences that change no verdict
 */
public record ComparisonReport(
        Verdict verdict,
        String manifestSha256,
        String source,
        String sourceVersion,
        String target,
        String targetHost,
        int targetPort,
        String targetVersion,
        Instant startedAt,
        Instant completedAt,
        VerificationReport database,
        MediaReport media,
        List<LoadNotes.Skipped> skipped,
        List<String> substitutedOwners,
        List<String> notes) {

    public ComparisonReport {
        skipped = skipped == null ? List.of() : List.copyOf(skipped);
        substitutedOwners = substitutedOwners == null ? List.of() : List.copyOf(substitutedOwners);
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /** What the parts of a comparison lead to. */
    public static Verdict verdict(VerificationReport database, MediaReport media, List<LoadNotes.Skipped> skipped) {
        Verdict rows = database.verdict();
        Verdict files = media == null ? Verdict.EQUAL : media.verdict();
        if (rows == Verdict.DIFFERENT || files == Verdict.DIFFERENT) {
            return Verdict.DIFFERENT;
        }
        boolean equal = rows == Verdict.EQUAL && files == Verdict.EQUAL && skipped.isEmpty();
        return equal ? Verdict.EQUAL : Verdict.NOT_VERIFIED;
    }
}
