package io.mudanza.bundle.store;

import io.mudanza.bundle.part.FeedJson;
import io.mudanza.bundle.part.FeedLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends lines to the feed file of a bundle; each is on disk before the call returns. One process at a time appends,
 * any number follows with {@link StoreFeed}. A line cut by a crash is removed when the file is opened for appending:
 * followers never take a line before its line end.
 */
public final class FeedLog implements AutoCloseable {

    private final FileChannel file;

    /** @param path {@link DirectoryPartStore#feedFile()}; made when it is not there */
    public FeedLog(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        long end = afterLastLine();
        file.truncate(end);
        file.position(end);
    }

    private long afterLastLine() throws IOException {
        ByteBuffer block = ByteBuffer.allocate(64 << 10);
        long end = file.size();
        while (end > 0) {
            long begin = Math.max(0, end - block.capacity());
            block.clear().limit((int) (end - begin));
            int got = file.read(block, begin);
            for (int i = got - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return begin + i + 1;
                }
            }
            end = begin;
        }
        return 0;
    }

    /** Adds a line. Thread-safe. */
    public void append(FeedLine line) throws IOException {
        append(List.of(line));
    }

    /** Adds lines, which reach the disk together. Thread-safe. */
    public synchronized void append(List<? extends FeedLine> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (FeedLine line : lines) {
            text.append(FeedJson.write(line)).append('\n');
        }
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException e) {
            throw DirectoryPartStore.explained(e);
        }
    }

    /** The lines of a feed file as it is now; empty when there is none. */
    public static List<FeedLine> lines(Path path) throws IOException {
        List<FeedLine> lines = new ArrayList<>();
        if (Files.exists(path)) {
            try (FeedTail tail = new FeedTail(path)) {
                for (String text = tail.line(); text != null; text = tail.line()) {
                    lines.add(FeedJson.read(text));
                }
            }
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
