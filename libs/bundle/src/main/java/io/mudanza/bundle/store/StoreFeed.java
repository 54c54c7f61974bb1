package io.mudanza.bundle.store;

import io.mudanza.bundle.part.FeedJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;

/**
 * Follows the feed file beside the parts of a store, from its beginning, while this or another process appends to it.
 * A failure that is followed by more lines is skipped: the export went on after it.
 */
public final class StoreFeed implements PartFeed {

    private static final long LOOK_MILLIS = 50;

    private final DirectoryPartStore store;
    private final long aliveNanos;
    private FeedTail tail;
    private FeedLine ahead;
    private boolean ended;
    private volatile boolean closed;

    /** A feed that gives no sign of life while nothing happens. */
    public StoreFeed(DirectoryPartStore store) {
        this(store, Duration.ofDays(1000));
    }

    /** @param alive after how long without a line {@link FeedLine.Alive} is told */
    public StoreFeed(DirectoryPartStore store, Duration alive) {
        this.store = store;
        this.aliveNanos = alive.toNanos();
    }

    @Override
    public FeedLine next() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!ended && !closed) {
            FeedLine line = ahead != null ? ahead : look();
            ahead = null;
            if (line instanceof FeedLine.Completed || line instanceof FeedLine.Failed) {
                ahead = look();
                if (ahead == null) {
                    ended = true;
                    return line;
                }
            } else if (line != null) {
                return line;
            } else if (System.nanoTime() - begin > aliveNanos) {
                return new FeedLine.Alive();
            } else {
                Thread.sleep(LOOK_MILLIS);
            }
        }
        return null;
    }

    private FeedLine look() throws IOException {
        if (tail == null) {
            if (!Files.exists(store.feedFile())) {
                return null;
            }
            tail = new FeedTail(store.feedFile());
        }
        String text = tail.line();
        return text == null ? null : FeedJson.read(text);
    }

    @Override
    public InputStream open(Part part) throws IOException {
        return store.open(part.name(), 0);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        if (tail != null) {
            tail.close();
        }
    }
}
