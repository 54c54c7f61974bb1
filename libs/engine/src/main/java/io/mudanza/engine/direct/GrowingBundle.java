package io.mudanza.engine.direct;

import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.PartStore;
import io.mudanza.bundle.tar.BundleTarWriter;
import io.mudanza.engine.extract.SchemaParts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A bundle file that grows while an extract seals its parts: rows go from memory to their place in the file, in the order
 * in which the extract announces them. Parts whose turn comes later (large objects, media) lie in files until then.
 */
final class GrowingBundle implements PartStore, Consumer<FeedLine> {

    private static final String ROWS = "data/";

    /** Bytes of sealed rows that may wait in memory for the schema, which comes before them in the file. */
    private static final long WAITING = 64L << 20;

    private static final long PART_IN_MEMORY = 40L << 20;

    private final FileChannel out;
    private final Path folder;
    private final Map<String, HeldBytes> sealed = new ConcurrentHashMap<>();
    private final Queue<byte[]> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicLong inMemory = new AtomicLong();
    private final List<Part> waiting = new ArrayList<>();
    private BundleTarWriter tar;
    private boolean schemaWritten;

    /**
     * An empty bundle.
     *
     * @param out    the file; stays open
     * @param folder for what has to wait; removed by whoever made it
     */
    GrowingBundle(FileChannel out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    @Override
    public void accept(FeedLine line) {
        try {
            switch (line) {
                case FeedLine.Opened opened -> open(opened.head());
                case FeedLine.Sealed part -> add(part.part());
                case FeedLine.Completed completed -> complete(completed);
                case FeedLine.Failed failed -> throw new IllegalStateException("An extract does not tell its failure.");
                case FeedLine.Alive alive -> {
                    // Nothing to write.
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(DirectoryPartStore.explained(e));
        }
    }

    private void open(String head) throws IOException {
        Head parsed = ManifestJson.head(head);
        tar = new BundleTarWriter(out, head, parsed.created());
    }

    private void add(Part part) throws IOException {
        boolean turn = part.kind() == PartKind.SCHEMA || (part.kind() == PartKind.ROWS && schemaWritten);
        if (!turn) {
            waiting.add(part);
            return;
        }
        write(part);
        if (part.name().equals(SchemaParts.POST_DATA)) {
            schemaWritten = true;
            for (Part rows : waiting) {
                if (rows.kind() == PartKind.ROWS) {
                    write(rows);
                }
            }
            waiting.removeIf(rows -> rows.kind() == PartKind.ROWS);
        }
    }

    private void complete(FeedLine.Completed completed) throws IOException {
        waiting.sort(Comparator.comparing(Part::kind));
        for (Part part : waiting) {
            write(part);
        }
        tar.complete(ManifestJson.manifest(completed.manifestJson()), completed.manifestJson(), completed.signature());
    }

    private void write(Part part) throws IOException {
        HeldBytes bytes = sealed.remove(part.name());
        try (InputStream in = bytes.read(() -> {})) {
            tar.add(part, in);
        }
        inMemory.addAndGet(-bytes.sizeInMemory());
        bytes.release();
    }

    @Override
    public Draft draft(String name) {
        boolean memory = name.startsWith(ROWS) && inMemory.get() <= WAITING;
        return new HeldDraft(name, new HeldBytes(
                free, folder.resolve(Integer.toString(number.incrementAndGet())), memory ? PART_IN_MEMORY : 0));
    }

    @Override
    public boolean isSealed(String name) {
        return sealed.containsKey(name);
    }

    @Override
    public InputStream open(String name, long offset) {
        throw new UnsupportedOperationException("A bundle that grows is only written.");
    }

    @Override
    public long length(String name) {
        throw new UnsupportedOperationException("A bundle that grows is only written.");
    }

    @Override
    public void delete() {
        // There is nothing before the extract begins, and what is there after a failure goes with the folder.
    }

    private final class HeldDraft implements Draft, WritableByteChannel {
        private final String name;
        private final HeldBytes bytes;
        private boolean done;

        HeldDraft(String name, HeldBytes bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        public WritableByteChannel channel() {
            return this;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            try {
                return bytes.write(source);
            } catch (IOException e) {
                throw DirectoryPartStore.explained(e);
            }
        }

        @Override
        public boolean isOpen() {
            return bytes.isOpen();
        }

        @Override
        public void seal() {
            bytes.close();
            done = true;
            inMemory.addAndGet(bytes.sizeInMemory());
            sealed.put(name, bytes);
        }

        @Override
        public void close() throws IOException {
            if (!done) {
                bytes.release();
            }
        }
    }
}
