package io.mudanza.engine.direct;

import io.mudanza.bundle.media.MediaCursor;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaIndex;
import io.mudanza.bundle.media.MediaStore;
import io.mudanza.engine.certificate.CertifiedMedia;
import io.mudanza.engine.verify.Verdict;
import io.mudanza.engine.verify.VerifyLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        Totals expected = new Totals();
        MediaIndex.read(index, expected::add);
        if (level == VerifyLevel.NONE) {
            return new CertifiedMedia(expected.files, -1, expected.bytes, -1, expected.hex(), null,
                    Verdict.NOT_VERIFIED, List.of(), List.of());
        }
        Totals found = new Totals();
        MediaCursor files = staged.cursor(null, (path, reason) -> { });
        for (MediaFile file = files.next(); file != null; file = files.next()) {
            found.add(staged.describe(file.key()));
        }
        String digestExpected = expected.hex();
        String digestFound = found.hex();
        boolean equal = digestExpected.equals(digestFound) && expected.files == found.files;
        return new CertifiedMedia(expected.files, found.files, expected.bytes, found.bytes, digestExpected, digestFound,
                equal ? Verdict.EQUAL : Verdict.DIFFERENT, List.of(), List.of());
    }

    /** A digest over the lines of SHA-256, size and key; the key comes last and holds no line end. */
    private static final class Totals {
        private final MessageDigest digest;
        private long files;
        private long bytes;

        Totals() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("This Java has no SHA-256.", e);
            }
        }

        void add(MediaFile file) {
            String line = file.sha256() + " " + file.size() + " " + file.key() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            files++;
            bytes += file.size();
        }

        String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
