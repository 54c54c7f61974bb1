package io.mudanza.verifying.media;

import io.mudanza.bundle.media.MediaCursor;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaStore;
import java.io.IOException;

/** The files of a store in order, without digests, one ahead. */
final class StoreKeys {

    private final MediaCursor files;
    private MediaFile next;

    StoreKeys(MediaStore store) throws IOException {
        this.files = store.cursor(null, (path, reason) -> { });
        this.next = files.next();
    }

    /** The next file; null at the end. */
    MediaFile peek() {
        return next;
    }

    MediaFile take() throws IOException {
        MediaFile taken = next;
        next = files.next();
        return taken;
    }
}
