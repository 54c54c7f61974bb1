package io.mudanza.transfer.media;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The line before the bytes of a file in a stream of files. The stream is one line for each file that was asked for, in
 * that order, JSON and a line end, followed by exactly {@code size} bytes where the status is {@code ok}; and at the end
 * a line with the status {@code end}. A stream without that line is cut.
 *
 * @param key    name of the file as it was asked for; null at the end
 * @param status {@code ok}, {@code missing}, {@code changed} (it is another file than the one that was asked for), or
 *               {@code end}
 * @param size   bytes that follow; null unless the status is {@code ok}
 * @param sha256 SHA-256 of the file where it is known without reading it; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
record FileFrame(String key, String status, Long size, String sha256) {

    /** Media type of the stream. */
    static final String TYPE = "application/vnd.mudanza.files";

    static final String OK = "ok";
    static final String MISSING = "missing";
    static final String CHANGED = "changed";
    static final String END = "end";

    private static final int LONGEST = 16 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    byte[] line() throws IOException {
        return (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a line.
     *
     * @return null when the stream is cut here
     * @throws MalformedException when what comes is no such line
     */
    static FileFrame read(InputStream in) throws IOException {
        byte[] line = new byte[256];
        int length = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (length == LONGEST) {
                throw new MalformedException("a line is too long");
            }
            if (length == line.length) {
                line = java.util.Arrays.copyOf(line, length * 2);
            }
            line[length++] = (byte) b;
        }
        try {
            FileFrame frame = JSON.readValue(line, 0, length, FileFrame.class);
            if (frame != null && frame.status != null && (frame.size == null || frame.size >= 0)) {
                return frame;
            }
        } catch (com.fasterxml.jackson.core.JacksonException noJson) {
            throw new MalformedException("a line is no JSON object");
        }
        throw new MalformedException("a line has no status");
    }

    /** What came is no stream of files. */
    static final class MalformedException extends IOException {
        private static final long serialVersionUID = 1L;

        MalformedException(String what) {
            super(what);
        }
    }
}
