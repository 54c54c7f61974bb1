package io.mudanza.engine.direct;

import io.mudanza.bundle.store.PartStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Parts in files that live as long as one run and are never forced to disk. */
final class PartFiles implements PartStore {

    private final Path folder;
    private final Map<String, Path> sealed = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();

    /** @param folder where the files go; removed by whoever made it */
    PartFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public Draft draft(String name) throws IOException {
        return new FileDraft(name, folder.resolve("part-" + number.incrementAndGet()));
    }

    @Override
    public boolean isSealed(String name) {
        return sealed.containsKey(name);
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
        for (Path file : sealed.values()) {
            Files.deleteIfExists(file);
        }
        sealed.clear();
    }

    private final class FileDraft implements Draft {
        private final String name;
        private final Path file;
        private final FileChannel channel;
        private boolean done;

        FileDraft(String name, Path file) throws IOException {
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
            channel.close();
            done = true;
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
}
