package io.mudanza.bundle.media;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The keys of a store in order, a bounded number of them in memory. */
final class StagedKeys {

    private static final int AHEAD = 20_000;

    private final MediaStore store;
    private final Deque<String> keys = new ArrayDeque<>();
    private String last;
    private boolean end;

    StagedKeys(MediaStore store) {
        this.store = store;
    }

    /** The next key; null at the end. */
    String peek() throws IOException {
        if (keys.isEmpty() && !end) {
            store.walk(last, file -> {
                keys.add(file.key());
                return keys.size() < AHEAD;
            });
            end = keys.size() < AHEAD;
            last = keys.isEmpty() ? last : keys.getLast();
        }
        return keys.peek();
    }

    String take() {
        return keys.remove();
    }
}
