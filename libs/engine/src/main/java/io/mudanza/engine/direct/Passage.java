package io.mudanza.engine.direct;

import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.bundle.store.PartStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Parts on their way from an extract to a load in the same process. Rows lie in memory as they are, neither compressed nor
 * hashed, and go as soon as they were read; the extract waits while more than a given number of bytes lies here. All
 * else lies in files that are never forced to disk.
 */
final class Passage implements PartStore, PartFeed, Consumer<FeedLine> {

    private static final String ROWS = "data/";

    /** A part is smaller than this unless a row is very large. */
    private static final long PART_IN_MEMORY = 24L << 20;

    private final Path folder;
    private final PartFiles files;
    private final long limit;
    private final Map<String, HeldBytes> rows = new ConcurrentHashMap<>();
    private final Queue<byte[]> free = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<FeedLine> lines = new LinkedBlockingQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final Object room = new Object();
    private long lying;
    private boolean closed;
    private boolean ended;

    /**
     * An empty passage.
     *
     * @param folder a folder of its own; removed by whoever made it
     * @param limit  bytes of rows that may lie here; the parts being written come on top
     */
    Passage(Path folder, long limit) {
        this.folder = folder;
        this.files = new PartFiles(folder);
        this.limit = limit;
    }

    @Override
    public void accept(FeedLine line) {
        lines.add(line);
    }

    /** Tells the load that nothing more will come. */
    void fail(String code, String detail) {
        lines.add(new FeedLine.Failed(code, detail));
    }

    @Override
    public FeedLine next() throws InterruptedException {
        if (ended) {
            return null;
        }
        FeedLine line = lines.take();
        ended = line instanceof FeedLine.Completed || line instanceof FeedLine.Failed;
        return line;
    }

    @Override
    public boolean passing(String name) {
        // Large objects are loaded last: in memory they and the rows would wait for each other.
        return name.startsWith(ROWS);
    }

    @Override
    public Draft draft(String name) throws IOException {
        if (!passing(name)) {
            return files.draft(name);
        }
        awaitRoom();
        return new RowsDraft(name, new HeldBytes(
                free, folder.resolve("rows-" + number.incrementAndGet()), PART_IN_MEMORY));
    }

    private void awaitRoom() throws IOException {
        synchronized (room) {
            while (lying > limit && !closed) {
                try {
                    room.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("interrupted while waiting for the load");
                }
            }
            if (closed) {
                throw new IOException("the load has ended");
            }
        }
    }

    @Override
    public boolean isSealed(String name) {
        return rows.containsKey(name) || files.isSealed(name);
    }

    @Override
    public InputStream open(Part part) throws IOException {
        return open(part.name(), 0);
    }

    /** Rows are read from the beginning; a part that was left in the middle may be asked for again. */
    @Override
    public InputStream open(String name, long offset) throws IOException {
        if (!passing(name)) {
            return files.open(name, offset);
        }
        return of(name).read(() -> leave(name));
    }

    private HeldBytes of(String name) throws NoSuchFileException {
        HeldBytes part = rows.get(name);
        if (part == null) {
            throw new NoSuchFileException(name);
        }
        return part;
    }

    @Override
    public long length(String name) throws IOException {
        return passing(name) ? of(name).size() : files.length(name);
    }

    @Override
    public void delete() throws IOException {
        rows.keySet().forEach(this::leave);
        files.delete();
    }

    private void leave(String name) {
        HeldBytes part = rows.remove(name);
        if (part == null) {
            return;
        }
        try {
            part.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        synchronized (room) {
            lying -= part.size();
            room.notifyAll();
        }
    }

    /** Ends both sides: an extract that waits fails. */
    @Override
    public void close() {
        synchronized (room) {
            closed = true;
            room.notifyAll();
        }
    }

    private final class RowsDraft implements Draft {
        private final String name;
        private final HeldBytes part;
        private boolean done;

        RowsDraft(String name, HeldBytes part) {
            this.name = name;
            this.part = part;
        }

        @Override
        public WritableByteChannel channel() {
            return part;
        }

        @Override
        public void seal() {
            part.close();
            done = true;
            rows.put(name, part);
            synchronized (room) {
                lying += part.size();
            }
        }

        @Override
        public void close() throws IOException {
            if (!done) {
                part.release();
            }
        }
    }
}
