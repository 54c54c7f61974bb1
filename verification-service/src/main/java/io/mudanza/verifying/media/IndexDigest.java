package io.mudanza.verifying.media;

import io.mudanza.bundle.media.MediaFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One SHA-256 for a whole media set: over a line of SHA-256, size and key for each file, in order. */
final class IndexDigest {

    private final MessageDigest digest;
    private long files;
    private long bytes;

    IndexDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    void add(MediaFile file) {
        // The key comes last and cannot hold a line end, so two different sets never give the same text.
        String line = file.sha256() + " " + file.size() + " " + file.key() + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        files++;
        bytes += file.size();
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
