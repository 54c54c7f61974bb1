package io.mudanza.bundle.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.mudanza.bundle.digest.RowDigest;
import java.io.IOException;

/** A digest as {@code rows:64 hexadecimal digits}, because its numbers use all 64 bits and readers of JSON often do not. */
final class RowDigestJson {

    private RowDigestJson() {}

    static final class Writer extends JsonSerializer<RowDigest> {
        @Override
        public void serialize(RowDigest digest, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(digest.rows() + ":" + digest.hex());
        }
    }

    static final class Reader extends JsonDeserializer<RowDigest> {
        @Override
        public RowDigest deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.getValueAsString();
            if (text == null || !text.matches("\\d{1,18}:[0-9a-f]{64}")) {
                throw context.weirdStringException(text, RowDigest.class, "not a digest of rows");
            }
            int colon = text.indexOf(':');
            return new RowDigest(
                    Long.parseLong(text.substring(0, colon)),
                    half(text, colon + 1),
                    half(text, colon + 17),
                    half(text, colon + 33),
                    half(text, colon + 49));
        }

        private static long half(String text, int at) {
            return Long.parseUnsignedLong(text.substring(at, at + 16), 16);
        }
    }
}
