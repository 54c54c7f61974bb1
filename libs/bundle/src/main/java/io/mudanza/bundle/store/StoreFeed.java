package io.mudanza.bundle.store;

import io.mudanza.bundle.part.FeedJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows the feed file beside the parts of a store, from its beginning, while this or another process appends to it.
 * A failure that is followed by more lines is skipped: the export went on after it. When a bundle began again, lines of
 * the bundle before it that nobody has read yet are skipped too: their parts are gone.
 */
public final class StoreFeed implements PartFeed {

    private static final long LOOK_MILLIS = 50;
    private static final Pattern BUNDLE = Pattern.compile("\"bundle_id\":\"([^\"]+)\"");

    private final DirectoryPartStore store;
    private final long aliveNanos;
    private FeedTail tail;
    private final Deque<FeedLine> ahead = new ArrayDeque<>();
    private String bundle = "";
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
            readAhead();
            FeedLine line = ahead.poll();
            if (line == null) {
                if (System.nanoTime() - begin > aliveNanos) {
                    return new FeedLine.Alive();
                }
                Thread.sleep(LOOK_MILLIS);
            } else if (line instanceof FeedLine.Completed || line instanceof FeedLine.Failed) {
                if (ahead.isEmpty()) {
                    ended = true;
                    return line;
                }
            } else {
                return line;
            }
        }
        return null;
    }

    private void readAhead() throws IOException {
        if (tail == null) {
            if (!Files.exists(store.feedFile())) {
                return;
            }
            tail = new FeedTail(store.feedFile());
        }
        for (String text = tail.line(); text != null; text = tail.line()) {
            FeedLine line = FeedJson.read(text);
            if (line instanceof FeedLine.Opened opened && !bundleOf(opened).equals(bundle)) {
                bundle = bundleOf(opened);
                ahead.clear();
            }
            ahead.add(line);
        }
    }

    private static String bundleOf(FeedLine.Opened opened) {
        Matcher matcher = BUNDLE.matcher(opened.head());
        return matcher.find() ? matcher.group(1) : opened.head();
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
