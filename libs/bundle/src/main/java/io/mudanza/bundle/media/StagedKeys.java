package io.mudanza.bundle.media;

import java.io.IOException;

/** The keys of a store in order, one ahead. */
final class StagedKeys {

    private final MediaCursor files;
    private String next;

    StagedKeys(MediaStore store) throws IOException {
        this.files = store.cursor(null, (path, reason) -> { });
        advance();
    }

    /** The next key; null at the end. */
    String peek() {
        return next;
    }

    String take() throws IOException {
        String taken = next;
        advance();
        return taken;
    }

    private void advance() throws IOException {
        MediaFile file = files.next();
        next = file == null ? null : file.key();
    }
}
