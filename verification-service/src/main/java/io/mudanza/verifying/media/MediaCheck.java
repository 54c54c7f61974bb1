package io.mudanza.verifying.media;

import io.mudanza.bundle.manifest.MediaSummary;
import io.mudanza.bundle.media.MediaStaging;
import io.mudanza.bundle.media.MediaStore;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.verify.Verdict;
import io.mudanza.engine.verify.VerifyLevel;
import java.io.IOException;
import java.util.List;

/** Compares a media store as thoroughly as was asked for. */
public final class MediaCheck {

    private final VerifyLevel level;
    private final ProgressListener progress;
    private final Cancellation cancellation;

    public MediaCheck(VerifyLevel level, ProgressListener progress, Cancellation cancellation) {
        this.level = level;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /**
     * Compares.
     *
     * @param expected what the manifest says of the media
     * @param index    reads the index of the bundle; null when it is not there any more
     * @param store    the store; null when this node has none or nothing is staged
     * @param target   the database whose rows point to files
     */
    public MediaReport check(
            MediaSummary expected, MediaStaging.IndexReader index, MediaStore store, DatabaseAddress target)
            throws IOException, EngineException, InterruptedException {
        if (level == VerifyLevel.NONE) {
            return notVerified(expected, "Verification was not asked for.");
        }
        if (store == null) {
            return notVerified(expected, "The media are not on this node: it has no media folder, or nothing is staged.");
        }
        if (index == null) {
            return notVerified(expected, "The media index of the bundle is not kept any more.");
        }
        if (level == VerifyLevel.COUNTS) {
            return counted(expected, store);
        }
        progress.doing("comparing media");
        MediaReport report = new MediaComparison(store, progress, cancellation).run(index);
        progress.doing("looking for media that rows point to");
        MediaReferences.Found found = new MediaReferences(target, store, cancellation).find();
        return report.withReferences(found.dangling(), note(found));
    }

    private static String note(MediaReferences.Found found) {
        if (found.columns().isEmpty()) {
            return null;
        }
        String columns = String.join(", ", found.columns().subList(0, Math.min(5, found.columns().size())));
        String pointers = found.total() == 0 ? "every file that rows point to is there"
                : found.total() + " files that rows point to are not there";
        return "Columns that name media: " + columns + ". Of them, " + pointers + "; " + found.unreferenced()
                + " files are named by no row.";
    }

    private static MediaReport counted(MediaSummary expected, MediaStore store) throws IOException {
        long[] found = new long[2];
        store.walk(null, file -> {
            found[0]++;
            found[1] += file.size();
            return true;
        });
        boolean same = found[0] == expected.files() && found[1] == expected.bytes();
        return new MediaReport(
                same ? Verdict.NOT_VERIFIED : Verdict.DIFFERENT,
                same ? "The files were counted only." : "The number of files or of their bytes differs.",
                expected.files(), found[0], expected.bytes(), found[1], null, null, List.of(), List.of(), null);
    }

    private static MediaReport notVerified(MediaSummary expected, String why) {
        return MediaReport.notVerified(expected.files(), expected.bytes(), why);
    }
}
