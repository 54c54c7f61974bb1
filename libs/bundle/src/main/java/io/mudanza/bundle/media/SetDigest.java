package io.mudanza.bundle.media;

import io.mudanza.bundle.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** One SHA-256 for a whole media set: over a line of SHA-256, size and key for each file, in order. */
public final class SetDigest {

    private final MessageDigest digest = Sha256.digest();
    private long files;
    private long bytes;

    /** The next file of the set, in the order of keys. */
    public void add(MediaFile file) {
        // The key comes last and cannot hold a line end, so two different sets never give the same text.
        String line = file.sha256() + " " + file.size() + " " + file.key() + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        files++;
        bytes += file.size();
    }

    /** How many were added. */
    public long files() {
        return files;
    }

    /** Of all that were added. */
    public long bytes() {
        return bytes;
    }

    /** The digest, 64 hexadecimal digits; ends the adding. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
