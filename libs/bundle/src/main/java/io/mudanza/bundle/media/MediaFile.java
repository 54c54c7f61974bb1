package io.mudanza.bundle.media;

import java.time.Instant;

/**
 * One file of a media store.
 *
 * @param key          path relative to the store, {@code /}-separated; see {@link MediaKey}
 * @param size         length in bytes
 * @param sha256       SHA-256 of the content, 64 lower-case hexadecimal digits; null where it was not computed
 * @param contentType  media type guessed from the name; {@code application/octet-stream} when unknown
 * @param lastModified when it was last written
 */
public record MediaFile(String key, long size, String sha256, String contentType, Instant lastModified) {

    /** Whether both hold the same bytes; false while a digest is unknown. */
    public boolean sameContent(MediaFile other) {
        return size == other.size && sha256 != null && sha256.equals(other.sha256);
    }
}
