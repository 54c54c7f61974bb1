package io.mudanza.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.UncheckedIOException;

/** JSON as the command line reads and writes it. */
public final class JsonText {

    /** Indents what it writes. */
    public static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonText() {}

    /** The one object that a failing command leaves on stderr. */
    public static String failure(String code, String detail) {
        return line(MAPPER.createObjectNode().put("code", code).put("detail", detail));
    }

    /** On one line. */
    public static String line(JsonNode node) {
        return node.toString();
    }

    /** Indented. */
    public static String pretty(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
