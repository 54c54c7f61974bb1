package io.mudanza.gateway.requests;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.stream.Collectors;

/** Reads what callers send: unknown fields, wrong types and duplicate names are refused by name. */
@ApplicationScoped
public class RequestJson {
    private static final int MOST_BYTES = 1024 * 1024;
    private static final int DEEPEST = 32;
    private static final ObjectMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(LogicalType.Textual, text -> text
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    /** A body as a form; an empty body is an empty object. */
    public <T> T read(byte[] body, Class<T> form) {
        return convert(tree(body), form);
    }

    /** A body as JSON. */
    public JsonNode tree(byte[] body) {
        if (body == null || body.length == 0) {
            return MAPPER.createObjectNode();
        }
        if (body.length > MOST_BYTES) {
            throw new ProblemException(ProblemCode.PAYLOAD_TOO_LARGE, "request.too_large");
        }
        try {
            JsonNode tree = MAPPER.readTree(body);
            if (!tree.isObject()) {
                throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.not_object");
            }
            return tree;
        } catch (IOException malformed) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "malformed_request");
        }
    }

    /** Parsed JSON as a form. */
    public <T> T convert(JsonNode tree, Class<T> form) {
        try {
            return MAPPER.treeToValue(tree, form);
        } catch (UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds() == null ? "" : unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf).sorted().collect(Collectors.joining(", "));
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.unknown_field",
                    unknown.getPropertyName(), known);
        } catch (JsonMappingException wrong) {
            // Jackson's own text may repeat the value, which may be a credential.
            String path = wrong.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.field", path, "wrong type");
        } catch (JsonProcessingException malformed) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "malformed_request");
        }
    }
}
