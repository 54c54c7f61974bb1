package io.mudanza.transfer.media;

import io.mudanza.bundle.media.MediaCursor;
import io.mudanza.bundle.media.MediaFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A walk through the media store between two pages of its list. Belongs to one thread at a time. */
final class Listing {

    private final MediaCursor cursor;
    private final Deque<String> ahead = new ArrayDeque<>();

    Listing(MediaCursor cursor) {
        this.cursor = cursor;
    }

    /** The next keys; fewer than asked for only at the end. */
    List<String> take(int limit) throws IOException {
        List<String> keys = new ArrayList<>();
        for (String key = next(); key != null; key = next()) {
            keys.add(key);
            if (keys.size() == limit) {
                break;
            }
        }
        return keys;
    }

    /** True when there is nothing more. */
    boolean ended() throws IOException {
        String key = next();
        if (key == null) {
            return true;
        }
        ahead.addFirst(key);
        return false;
    }

    /** Gives back keys that were taken last, in their order. */
    void giveBack(List<String> keys) {
        keys.reversed().forEach(ahead::addFirst);
    }

    private String next() throws IOException {
        if (!ahead.isEmpty()) {
            return ahead.removeFirst();
        }
        MediaFile file = cursor.next();
        return file == null ? null : file.key();
    }
}
