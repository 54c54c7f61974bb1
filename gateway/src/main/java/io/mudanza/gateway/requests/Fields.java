package io.mudanza.gateway.requests;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.contracts.job.TargetMode;
import io.mudanza.contracts.job.VerifyLevel;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.problem.ProblemException;
import java.util.List;
import java.util.UUID;

/** Checks of single values; every refusal names the field. */
public final class Fields {
    private static final int MOST_TABLES = 10_000;
    private static final int LONGEST_NAME = 200;

    private Fields() {}

    static boolean or(Boolean value, boolean otherwise) {
        return value == null ? otherwise : value;
    }

    /** @return the text, never blank */
    static String required(String name, String value, int longest) {
        if (value == null || value.isBlank()) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.missing", name);
        }
        if (value.length() > longest || value.chars().anyMatch(Character::isISOControl)) {
            throw wrong(name, "at most " + longest + " characters, no control characters");
        }
        return value;
    }

    /** {@code true}, {@code false}, or the name of a level. */
    static VerifyLevel verify(JsonNode value) {
        if (value == null || value.isNull()) {
            return VerifyLevel.FULL;
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? VerifyLevel.FULL : VerifyLevel.NONE;
        }
        return verify(value.isTextual() ? value.asText() : "?");
    }

    /** The same as a parameter of an address. */
    public static VerifyLevel verify(String value) {
        return switch (value == null ? "full" : value.toLowerCase(java.util.Locale.ROOT)) {
            case "true", "full", "" -> VerifyLevel.FULL;
            case "false", "none" -> VerifyLevel.NONE;
            case "counts" -> VerifyLevel.COUNTS;
            default -> throw wrong("verify", "true, false, full, counts or none");
        };
    }

    public static TargetMode mode(String value) {
        if (value == null) {
            return TargetMode.AUTO;
        }
        try {
            return TargetMode.ofWire(value);
        } catch (IllegalArgumentException unknown) {
            throw wrong("mode", "auto, database-swap or in-place");
        }
    }

    public static List<String> tables(String name, List<String> value) {
        if (value == null) {
            return List.of();
        }
        boolean fits = value.size() <= MOST_TABLES && value.stream().allMatch(table -> table != null
                && !table.isBlank()
                && table.length() <= LONGEST_NAME
                && table.chars().noneMatch(Character::isISOControl));
        if (!fits) {
            throw wrong(name, "at most " + MOST_TABLES + " names like schema.table or schema.*");
        }
        return List.copyOf(value);
    }

    /** An id in a path or a field. */
    public static UUID uuid(String name, String value) {
        try {
            UUID id = UUID.fromString(value);
            if (id.toString().equalsIgnoreCase(value)) {
                return id;
            }
        } catch (IllegalArgumentException malformed) {
            // Said below, together with ids in a short form.
        }
        throw wrong(name, "a UUID");
    }

    static void absent(Object value, String key, Object... arguments) {
        if (value != null && !Boolean.FALSE.equals(value)) {
            throw new ProblemException(ProblemCode.NOT_IMPLEMENTED, key, arguments);
        }
    }

    static ProblemException wrong(String name, String rule) {
        return new ProblemException(ProblemCode.INVALID_REQUEST, "request.field", name, rule);
    }
}
