package io.mudanza.sqlite.convert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * JSON as the server keeps {@code jsonb}: keys by length and then by bytes, the last of equal ones, numbers in plain
 * digits with the scale they had, one space behind each comma and colon.
 */
final class JsonForm {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE).maxNumberLength(200_000).maxNestingDepth(1000)
                    .maxNameLength(Integer.MAX_VALUE).build())
            .build();
    private static final int MOST_EXPONENT = 131_000;
    private static final int MOST_SCALE = 16_383;
    private static final Comparator<byte[]> ORDER =
            Comparator.<byte[]>comparingInt(key -> key.length).thenComparing(Arrays::compareUnsigned);

    private record Member(byte[] key, byte[] written, byte[] value) {}

    private JsonForm() {}

    /** @throws UnfitException when it is no JSON, or none that {@code jsonb} can hold */
    static byte[] canonical(byte[] json) throws UnfitException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 16);
            if (parser.nextToken() == null) {
                throw new UnfitException("an empty text is no JSON");
            }
            value(parser, out);
            if (parser.nextToken() != null) {
                throw new UnfitException("there is more behind the JSON");
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UnfitException("the text is no JSON");
        }
    }

    /** @throws UnfitException when it is no JSON */
    static void require(byte[] json) throws UnfitException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new UnfitException("an empty text is no JSON");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new UnfitException("there is more behind the JSON");
            }
        } catch (IOException e) {
            throw new UnfitException("the text is no JSON");
        }
    }

    private static void value(JsonParser parser, ByteArrayOutputStream out) throws IOException, UnfitException {
        switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, out);
            case START_ARRAY -> array(parser, out);
            case VALUE_STRING -> out.writeBytes(string(utf8(parser.getText())));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ascii(out, number(parser.getText()));
            case VALUE_TRUE -> ascii(out, "true");
            case VALUE_FALSE -> ascii(out, "false");
            case VALUE_NULL -> ascii(out, "null");
            case null, default -> throw new UnfitException("the text is no JSON");
        }
    }

    private static void object(JsonParser parser, ByteArrayOutputStream out) throws IOException, UnfitException {
        List<Member> members = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            byte[] key = utf8(parser.currentName());
            parser.nextToken();
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            value(parser, value);
            members.add(new Member(key, string(key), value.toByteArray()));
        }
        members.sort(Comparator.comparing(Member::key, ORDER));
        out.write('{');
        boolean first = true;
        for (int i = 0; i < members.size(); i++) {
            // Sorting is stable: of equal keys the last in the text is the last here.
            if (i + 1 < members.size() && Arrays.equals(members.get(i).key(), members.get(i + 1).key())) {
                continue;
            }
            ascii(out, first ? "" : ", ");
            first = false;
            out.writeBytes(members.get(i).written());
            ascii(out, ": ");
            out.writeBytes(members.get(i).value());
        }
        out.write('}');
    }

    private static void array(JsonParser parser, ByteArrayOutputStream out) throws IOException, UnfitException {
        out.write('[');
        boolean first = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            ascii(out, first ? "" : ", ");
            first = false;
            value(parser, out);
        }
        out.write(']');
    }

    private static String number(String text) throws UnfitException {
        BigDecimal number = new BigDecimal(text);
        if (number.scale() > MOST_SCALE || number.precision() - number.scale() > MOST_EXPONENT) {
            throw new UnfitException("the JSON has a number that PostgreSQL does not hold");
        }
        return (number.scale() < 0 ? number.setScale(0) : number).toPlainString();
    }

    private static byte[] utf8(String text) throws UnfitException {
        if (text.indexOf(0) >= 0) {
            throw new UnfitException("the JSON has a text with \\u0000, which PostgreSQL does not hold");
        }
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException e) {
            throw new UnfitException("the JSON has half of a surrogate pair");
        }
    }

    private static byte[] string(byte[] utf8) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(utf8.length + 2);
        out.write('"');
        for (byte b : utf8) {
            switch (b) {
                case '"' -> ascii(out, "\\\"");
                case '\\' -> ascii(out, "\\\\");
                case '\b' -> ascii(out, "\\b");
                case '\f' -> ascii(out, "\\f");
                case '\n' -> ascii(out, "\\n");
                case '\r' -> ascii(out, "\\r");
                case '\t' -> ascii(out, "\\t");
                default -> {
                    if (b >= 0 && b < 0x20) {
                        ascii(out, String.format("\\u%04x", b));
                    } else {
                        out.write(b);
                    }
                }
            }
        }
        out.write('"');
        return out.toByteArray();
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
