package io.mudanza.bundle.store;

import io.mudanza.bundle.BundleException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads whole lines of a file that grows. */
final class FeedTail implements AutoCloseable {

    private static final int LONGEST_LINE = 768 << 20;

    private final FileChannel file;
    private final ByteBuffer block = ByteBuffer.allocate(64 << 10).flip();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    FeedTail(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** The next whole line; null when there is none yet. */
    String line() throws IOException {
        while (true) {
            while (block.hasRemaining()) {
                byte b = block.get();
                if (b == '\n') {
                    String text = line.toString(StandardCharsets.UTF_8);
                    line.reset();
                    return text;
                }
                line.write(b);
                if (line.size() > LONGEST_LINE) {
                    throw new BundleException(BundleException.Code.BUNDLE_INVALID, "A line of the feed is too long.");
                }
            }
            block.clear();
            int got = file.read(block);
            block.flip();
            if (got <= 0) {
                block.limit(0);
                return null;
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
