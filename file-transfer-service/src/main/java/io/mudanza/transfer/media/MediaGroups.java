package io.mudanza.transfer.media;

import io.mudanza.bundle.media.MediaFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Puts small files together, so that one request brings many; a large one stays alone. Keeps the order. */
final class MediaGroups {

    /** A file of so many bytes is worth a request of its own, and can be continued in the middle. */
    static final long LARGE = 1 << 20;

    private static final int MOST_FILES = 256;
    private static final long MOST_BYTES = 8 << 20;

    private final Sink sink;
    private List<MediaFile> group = new ArrayList<>();
    private long bytes;

    /** Takes the groups. */
    interface Sink {
        void group(List<MediaFile> files) throws IOException;
    }

    MediaGroups(Sink sink) {
        this.sink = sink;
    }

    void add(MediaFile file) throws IOException {
        if (file.size() >= LARGE) {
            sink.group(List.of(file));
            return;
        }
        group.add(file);
        bytes += file.size();
        if (group.size() == MOST_FILES || bytes >= MOST_BYTES) {
            end();
        }
    }

    /** Hands on what is left. */
    void end() throws IOException {
        if (!group.isEmpty()) {
            sink.group(group);
            group = new ArrayList<>();
            bytes = 0;
        }
    }
}
