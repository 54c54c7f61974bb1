package io.mudanza.engine.direct;

import io.mudanza.bundle.media.MediaCursor;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaIndex;
import io.mudanza.bundle.media.MediaStore;
import io.mudanza.bundle.media.SetDigest;
import io.mudanza.engine.certificate.CertifiedMedia;
import io.mudanza.engine.verify.Verdict;
import io.mudanza.engine.verify.VerifyLevel;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads a staged media set back and compares it with the index of the bundle. */
final class StagedMedia {

    private final MediaStore staged;
    private final VerifyLevel level;

    StagedMedia(MediaStore staged, VerifyLevel level) {
        this.staged = staged;
        this.level = level;
    }

    CertifiedMedia compare(InputStream index) throws IOException {
        SetDigest expected = new SetDigest();
        MediaIndex.read(index, expected::add);
        if (level == VerifyLevel.NONE) {
            return new CertifiedMedia(expected.files(), -1, expected.bytes(), -1, expected.hex(), null,
                    Verdict.NOT_VERIFIED, List.of(), List.of());
        }
        SetDigest found = new SetDigest();
        MediaCursor files = staged.cursor(null, (path, reason) -> { });
        for (MediaFile file = files.next(); file != null; file = files.next()) {
            found.add(staged.describe(file.key()));
        }
        String digestExpected = expected.hex();
        String digestFound = found.hex();
        boolean equal = digestExpected.equals(digestFound) && expected.files() == found.files();
        return new CertifiedMedia(expected.files(), found.files(), expected.bytes(), found.bytes(), digestExpected, digestFound,
                equal ? Verdict.EQUAL : Verdict.DIFFERENT, List.of(), List.of());
    }
}
