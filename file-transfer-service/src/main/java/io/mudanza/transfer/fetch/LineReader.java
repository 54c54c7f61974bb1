package io.mudanza.transfer.fetch;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines of a stranger: only whole ones, and none longer than a limit. */
final class LineReader {

    private final InputStream input;
    private final int longest;
    private final byte[] block = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int at;
    private int end;

    LineReader(InputStream input, int longest) {
        this.input = input;
        this.longest = longest;
    }

    /**
     * The next line without its end; null when the stream ended after a whole line.
     *
     * @throws EOFException     when the stream ended within a line
     * @throws TooLongException when the line exceeds the limit
     */
    String next() throws IOException {
        line.reset();
        while (true) {
            if (at == end) {
                at = 0;
                end = Math.max(0, input.read(block));
                if (end == 0) {
                    if (line.size() > 0) {
                        throw new EOFException("the feed ended within a line");
                    }
                    return null;
                }
            }
            int from = at;
            while (at < end && block[at] != '\n') {
                at++;
            }
            if (line.size() + at - from > longest) {
                throw new TooLongException();
            }
            line.write(block, from, at - from);
            if (at < end) {
                at++;
                return line.toString(StandardCharsets.UTF_8);
            }
        }
    }

    /** A line exceeds the limit. */
    static final class TooLongException extends IOException {
        TooLongException() {
            super("a line of the feed is too long");
        }
    }
}
