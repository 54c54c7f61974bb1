package io.mudanza.sqlite.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A JSON array as the server reads arrays. */
final class ArrayText {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ArrayText() {}

    static String of(String json) throws UnfitException {
        try {
            StringBuilder out = new StringBuilder();
            write(MAPPER.readTree(json), out);
            return out.toString();
        } catch (JsonProcessingException e) {
            throw new UnfitException("the text begins like a JSON array but is none");
        }
    }

    private static void write(JsonNode node, StringBuilder out) {
        if (node.isArray()) {
            out.append('{');
            for (int i = 0; i < node.size(); i++) {
                out.append(i == 0 ? "" : ",");
                write(node.get(i), out);
            }
            out.append('}');
        } else if (node.isNull()) {
            out.append("NULL");
        } else {
            String text = node.isTextual() ? node.textValue() : node.toString();
            out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        }
    }
}
