package io.mudanza.bundle.part;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.json.BundleJson;
import java.util.Locale;

/** The line of NDJSON of a {@link FeedLine}, the same in files and on the wire. */
public final class FeedJson {

    private FeedJson() {}

    /** Every line in one shape; {@code type} tells which fields count. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            String type, Part part, byte[] bytes, String head, String manifest, String signature, String code,
            String detail) {

        static Line of(String type, String head) {
            return new Line(type, null, null, head, null, null, null, null);
        }
    }

    /** The line without its line end. */
    public static String write(FeedLine line) {
        return BundleJson.write(switch (line) {
            case FeedLine.Sealed sealed ->
                new Line("sealed", sealed.part(), sealed.bytes(), null, null, null, null, null);
            case FeedLine.Opened opened -> Line.of("opened", opened.head());
            case FeedLine.Completed completed ->
                new Line("completed", null, null, null, completed.manifestJson(), completed.signature(), null, null);
            case FeedLine.Failed failed ->
                new Line("failed", null, null, null, null, null, failed.code(), failed.detail());
            case FeedLine.Alive alive -> Line.of("alive", null);
        });
    }

    /**
     * Reads one line.
     *
     * @throws BundleException BUNDLE_INVALID when it is none
     */
    public static FeedLine read(String text) throws BundleException {
        Line line = BundleJson.read(text, Line.class);
        String type = line.type() == null ? "" : line.type().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "sealed" -> new FeedLine.Sealed(present(line.part()), line.bytes());
            case "opened" -> new FeedLine.Opened(present(line.head()));
            case "completed" -> new FeedLine.Completed(present(line.manifest()), present(line.signature()));
            case "failed" -> new FeedLine.Failed(present(line.code()), line.detail() == null ? "" : line.detail());
            case "alive" -> new FeedLine.Alive();
            default -> throw new BundleException(
                    BundleException.Code.BUNDLE_INVALID, "A line of the feed of parts has an unknown type.");
        };
    }

    private static <T> T present(T value) throws BundleException {
        if (value == null) {
            throw new BundleException(
                    BundleException.Code.BUNDLE_INVALID, "A line of the feed of parts lacks what its type promises.");
        }
        return value;
    }
}
