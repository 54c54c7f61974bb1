package io.mudanza.bundle.media;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.json.BundleJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The list of a media set: NDJSON, one {@link MediaFile} a line, ordered by {@link MediaKey#ORDER}, no key twice. */
public final class MediaIndex {

    private static final int LONGEST_LINE = 64 << 10;

    private MediaIndex() {}

    /** Takes the files one after the other. */
    public interface Sink {
        void file(MediaFile file) throws IOException;
    }

    /** Writes one line. */
    public static void write(OutputStream out, MediaFile file) throws IOException {
        out.write((BundleJson.write(file) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads an index; every line is checked.
     *
     * @throws BundleException BUNDLE_INVALID, MEDIA_NAME_UNSAFE
     */
    public static void read(InputStream in, Sink sink) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(
                in, StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)));
        String before = null;
        for (String line = next(lines); line != null; line = next(lines)) {
            MediaFile file = BundleJson.read(line, MediaFile.class);
            MediaKey.check(file.key());
            boolean ordered = before == null || MediaKey.ORDER.compare(before, file.key()) < 0;
            boolean digest = file.sha256() != null && file.sha256().matches("[0-9a-f]{64}");
            if (!ordered || !digest || file.size() < 0) {
                throw invalid("The media index is not in order at \"" + file.key() + "\".");
            }
            before = file.key();
            sink.file(file);
        }
    }

    private static String next(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = lines.read(); c != '\n'; c = lines.read()) {
            if (c < 0) {
                if (line.isEmpty()) {
                    return null;
                }
                throw invalid("The media index ends in the middle of a line.");
            }
            if (line.length() >= LONGEST_LINE) {
                throw invalid("The media index has a line that is too long.");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private static BundleException invalid(String detail) {
        return new BundleException(BundleException.Code.BUNDLE_INVALID, detail + " Make the export again.");
    }
}
