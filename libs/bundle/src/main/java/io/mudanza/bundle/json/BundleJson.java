package io.mudanza.bundle.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.RowDigest;

/**
 * The JSON of bundles: snake_case, absent instead of null, and strict in reading: duplicate keys, trailing bytes, deep
 * nesting and giant documents are refused. Unknown properties are ignored, because a newer minor version may add some.
 */
public final class BundleJson {

    private static final int DEPTH = 32;
    private static final long HEAP = Runtime.getRuntime().maxMemory();
    /** A document becomes several times its size in memory; one that this process cannot hold is refused, not tried. */
    private static final long LARGEST = Math.clamp(HEAP / 8, 32L << 20, 512L << 20);
    /** Empty objects cost three bytes each in the text and many more in memory. */
    private static final long MOST_TOKENS = Math.max(4_000_000, HEAP / 64);

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxDocumentLength(LARGEST)
                            .maxStringLength((int) LARGEST)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule("bundle")
                    .addSerializer(RowDigest.class, new RowDigestJson.Writer())
                    .addDeserializer(RowDigest.class, new RowDigestJson.Reader()))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();

    private BundleJson() {}

    /** Bytes that a document may have in this process. */
    public static int largest() {
        return (int) LARGEST;
    }

    /** One line of JSON. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A value of a bundle cannot be written as JSON.", e);
        }
    }

    /**
     * Reads one document.
     *
     * @throws BundleException BUNDLE_INVALID when it is not what it should be
     */
    public static <T> T read(String json, Class<T> type) throws BundleException {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new BundleException(BundleException.Code.BUNDLE_INVALID, "Empty " + type.getSimpleName() + ".");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new BundleException(
                    BundleException.Code.BUNDLE_INVALID,
                    "The " + type.getSimpleName().toLowerCase(java.util.Locale.ROOT) + " cannot be read: "
                            + e.getOriginalMessage(),
                    e);
        }
    }
}
