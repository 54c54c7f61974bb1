package io.mudanza.transfer.media;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaStaging;
import io.mudanza.bundle.store.PartStore;
import java.io.IOException;
import java.io.InputStream;

/**
 * Media files that came with the bundle.
 *
 * @param store the unpacked parts
 */
record BundleMedia(PartStore store) implements MediaSource {

    /** Name of the part that holds the content. */
    static String part(MediaFile file) {
        return "media/blob/" + file.sha256().substring(0, 2) + "/" + file.sha256();
    }

    @Override
    public boolean bring(MediaFile file, MediaStaging staging) throws IOException {
        if (!store.isSealed(part(file))) {
            return false;
        }
        long offset = staging.received(file.key());
        try (InputStream content = store.open(part(file), offset)) {
            if (!staging.receive(file, offset, content)) {
                throw missing(file);
            }
        }
        return true;
    }

    @Override
    public void bringLast(MediaFile file, MediaStaging staging) throws IOException {
        if (!bring(file, staging)) {
            throw missing(file);
        }
    }

    private static BundleException missing(MediaFile file) {
        return new BundleException(
                BundleException.Code.MEDIA_CORRUPT,
                "The bundle does not hold the media file \"" + file.key()
                        + "\" that its index names. Make the export again.");
    }
}
