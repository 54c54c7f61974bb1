package io.mudanza.engine.direct;

import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.bundle.store.PartStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Parts on their way from an extract to a load in the same process. They lie in files that are never forced to disk and
 * go as soon as they were read; the extract waits while more than a given number of bytes lies here.
 */
final class Passage implements PartStore, PartFeed, Consumer<FeedLine> {

    private static final String ROWS = "data/";

    private final Path folder;
    private final long limit;
    private final Map<String, Path> sealed = new ConcurrentHashMap<>();
    private final BlockingQueue<FeedLine> lines = new LinkedBlockingQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final Object room = new Object();
    private long lying;
    private boolean closed;
    private boolean ended;

    /**
     * @param folder an empty folder of its own; removed by {@link #close()}
     * @param limit  bytes of rows that may lie here; the parts being written come on top
     */
    Passage(Path folder, long limit) {
        this.folder = folder;
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
    public Draft draft(String name) throws IOException {
        if (name.startsWith(ROWS)) {
            awaitRoom();
        }
        Path file = folder.resolve(Integer.toString(number.incrementAndGet()));
        return new PassingDraft(name, file);
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
        return sealed.containsKey(name);
    }

    @Override
    public InputStream open(Part part) throws IOException {
        InputStream in = open(part.name(), 0);
        return part.name().startsWith(ROWS) ? new Leaving(in, part.name()) : in;
    }

    @Override
    public InputStream open(String name, long offset) throws IOException {
        FileChannel channel = FileChannel.open(file(name), StandardOpenOption.READ);
        channel.position(offset);
        return Channels.newInputStream(channel);
    }

    @Override
    public long length(String name) throws IOException {
        return Files.size(file(name));
    }

    private Path file(String name) throws NoSuchFileException {
        Path file = sealed.get(name);
        if (file == null) {
            throw new NoSuchFileException(name);
        }
        return file;
    }

    @Override
    public void delete() throws IOException {
        for (String name : sealed.keySet()) {
            leave(name);
        }
    }

    private void leave(String name) throws IOException {
        Path file = sealed.remove(name);
        if (file == null) {
            return;
        }
        long size = Files.size(file);
        Files.delete(file);
        if (name.startsWith(ROWS)) {
            synchronized (room) {
                lying -= size;
                room.notifyAll();
            }
        }
    }

    /** Ends both sides: an extract that waits fails, and everything that lies here goes. */
    @Override
    public void close() throws IOException {
        synchronized (room) {
            closed = true;
            room.notifyAll();
        }
        Folders.delete(folder);
    }

    private final class PassingDraft implements Draft {
        private final String name;
        private final Path file;
        private final FileChannel channel;
        private boolean done;

        PassingDraft(String name, Path file) throws IOException {
            this.name = name;
            this.file = file;
            this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        @Override
        public WritableByteChannel channel() {
            return channel;
        }

        @Override
        public void seal() throws IOException {
            long size = channel.size();
            channel.close();
            done = true;
            if (name.startsWith(ROWS)) {
                // Large objects and media are loaded last: counting them would let both sides wait for each other.
                synchronized (room) {
                    lying += size;
                }
            }
            sealed.put(name, file);
        }

        @Override
        public void close() throws IOException {
            channel.close();
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A part that goes when it was read to its end; one that was left in the middle may be asked for again. */
    private final class Leaving extends FilterInputStream {
        private final String name;
        private boolean atEnd;

        Leaving(InputStream in, String name) {
            super(in);
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            atEnd |= b < 0;
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            atEnd |= n < 0;
            return n;
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (atEnd) {
                leave(name);
            }
        }
    }
}
