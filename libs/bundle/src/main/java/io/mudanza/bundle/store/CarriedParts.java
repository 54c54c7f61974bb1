package io.mudanza.bundle.store;

import io.mudanza.bundle.part.FeedJson;
import io.mudanza.bundle.part.FeedLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;

/**
 * Puts small parts into the lines that announce them: one request for each of a thousand tiny tables costs far more than
 * their bytes. Belongs to one reader of one feed.
 */
public final class CarriedParts {

    /** Bytes as stored that a part may have at most to travel in its line; also what readers should ask for. */
    public static final int LARGEST = 32 << 10;

    private final DirectoryPartStore store;
    private final int largest;
    private long missing;

    /**
     * @param store   where the parts are
     * @param largest bytes as stored that the reader takes in a line; 0 for none, more than {@link #LARGEST} is that
     * @param from    so many parts at the beginning of the feed the reader has already
     */
    public CarriedParts(DirectoryPartStore store, int largest, long from) {
        this.store = store;
        this.largest = Math.clamp(largest, 0, LARGEST);
        this.missing = from;
    }

    /** The line for the reader, with its line end. */
    public byte[] line(FeedLine line) throws IOException {
        FeedLine full = line instanceof FeedLine.Sealed sealed ? with(sealed) : line;
        return (FeedJson.write(full) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private FeedLine with(FeedLine.Sealed line) throws IOException {
        if (missing > 0) {
            missing--;
            return line;
        }
        long length = line.part().storedBytes();
        if (length > largest) {
            return line;
        }
        try (InputStream stored = store.open(line.part().name(), 0)) {
            byte[] bytes = stored.readNBytes(largest + 1);
            return bytes.length == length ? new FeedLine.Sealed(line.part(), bytes) : line;
        } catch (NoSuchFileException notKept) {
            // Media and digest-only parts are announced but not kept; whoever asks for them hears why.
            return line;
        }
    }
}
