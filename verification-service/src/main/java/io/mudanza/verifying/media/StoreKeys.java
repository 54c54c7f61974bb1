package io.mudanza.verifying.media;

import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The files of a store in order, without digests; a bounded number of them in memory. */
final class StoreKeys {

    private static final int AHEAD = 10_000;

    private final MediaStore store;
    private final Deque<MediaFile> files = new ArrayDeque<>();
    private String last;
    private boolean end;

    StoreKeys(MediaStore store) {
        this.store = store;
    }

    /** The next file; null at the end. */
    MediaFile peek() throws IOException {
        if (files.isEmpty() && !end) {
            store.walk(last, file -> {
                files.add(file);
                return files.size() < AHEAD;
            });
            end = files.size() < AHEAD;
            last = files.isEmpty() ? last : files.getLast().key();
        }
        return files.peek();
    }

    MediaFile take() {
        return files.remove();
    }
}
