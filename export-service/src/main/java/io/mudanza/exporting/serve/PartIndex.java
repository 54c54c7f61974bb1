package io.mudanza.exporting.serve;

import io.mudanza.bundle.part.FeedJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parts named in one feed, by name. Reads only what was added since it was asked last. */
final class PartIndex {

    private static final int BLOCK = 1 << 20;

    private final Path feed;
    private final Map<String, Part> parts = new HashMap<>();
    private FeedLine.Completed completed;
    private long position;

    PartIndex(Path feed) {
        this.feed = feed;
    }

    synchronized Optional<Part> part(String name) throws IOException {
        if (!parts.containsKey(name)) {
            readOn();
        }
        return Optional.ofNullable(parts.get(name));
    }

    /** The last line of a complete export. */
    synchronized Optional<FeedLine.Completed> completed() throws IOException {
        if (completed == null) {
            readOn();
        }
        return Optional.ofNullable(completed);
    }

    private void readOn() throws IOException {
        if (!Files.exists(feed)) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(feed.toFile(), "r")) {
            byte[] pending = new byte[0];
            long end = file.length();
            long from = position;
            while (from < end) {
                byte[] block = new byte[(int) Math.min(BLOCK, end - from)];
                file.seek(from);
                file.readFully(block);
                from += block.length;
                pending = join(pending, block);
                int complete = lastLineEnd(pending);
                take(new String(pending, 0, complete, StandardCharsets.UTF_8));
                position += complete;
                pending = java.util.Arrays.copyOfRange(pending, complete, pending.length);
            }
        }
    }

    private void take(String lines) throws IOException {
        BufferedReader reader = new BufferedReader(new StringReader(lines));
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            switch (FeedJson.read(text)) {
                case FeedLine.Opened _ -> {
                    parts.clear();
                    completed = null;
                }
                case FeedLine.Sealed sealed -> parts.put(sealed.part().name(), sealed.part());
                case FeedLine.Completed line -> completed = line;
                case FeedLine.Failed _, FeedLine.Alive _ -> {
                    // Neither names a part.
                }
            }
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        if (first.length == 0) {
            return second;
        }
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static int lastLineEnd(byte[] bytes) {
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }
}
