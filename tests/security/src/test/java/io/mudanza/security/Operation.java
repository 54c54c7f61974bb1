package io.mudanza.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call of the API as {@code docs/openapi.yaml} has it, with the permission that the table of {@code docs/api.md} asks for.
 *
 * @param path       after {@code /api/v1/migration/}, or whole when it does not begin so; with its names in braces, without a
 *                   slash at the end
 * @param permission {@code read}, {@code write}, {@code admin} or {@code any}; null when the table does not name the call
 * @param query      names of its parameters
 * @param fields     names of the fields of its JSON body; null when it takes none, or bytes
 */
record Operation(String method, String path, String permission, List<String> query, List<String> fields) {
    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final String BASE = "/api/v1/migration/";

    /** All calls of the public API. */
    static List<Operation> all() throws IOException {
        JsonNode document = new ObjectMapper(new YAMLFactory()).readTree(DOCS.resolve("openapi.yaml").toFile());
        Map<String, String> permissions = new HashMap<>();
        List<Operation> operations = new ArrayList<>();
        document.path("paths").properties().forEach(entry -> {
            if (entry.getKey().startsWith("/api/v1/")) {
                entry.getValue().properties().forEach(call -> operations.add(new Operation(
                        call.getKey().toUpperCase(Locale.ROOT),
                        entry.getKey().startsWith(BASE) ? entry.getKey().substring(BASE.length()) : entry.getKey(), null,
                        query(call.getValue()), fields(document, call.getValue()))));
            }
        });
        table(permissions, operations);
        return operations.stream().map(operation -> new Operation(operation.method, operation.path,
                permissions.get(operation.key()), operation.query, operation.fields)).toList();
    }

    String key() {
        return method + " " + path.replaceAll("\\{[^}]*}", "{}");
    }

    private static List<String> query(JsonNode call) {
        List<String> names = new ArrayList<>();
        call.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    private static List<String> fields(JsonNode document, JsonNode call) {
        JsonNode schema = call.path("requestBody").path("content").path("application/json").path("schema");
        if (schema.isMissingNode()) {
            return null;
        }
        String name = schema.path("$ref").asText("").replaceFirst(".*/", "");
        List<String> fields = new ArrayList<>();
        document.path("components").path("schemas").path(name).path("properties").fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    /** Reads the table "call | permission | does". */
    private static void table(Map<String, String> permissions, List<Operation> operations) throws IOException {
        boolean inside = false;
        for (String line : Files.readAllLines(DOCS.resolve("api.md"))) {
            if (line.startsWith("| call | permission |")) {
                inside = true;
            } else if (inside && !line.startsWith("|")) {
                return;
            } else if (inside && !line.startsWith("|---")) {
                String[] cells = line.split("(?<!\\\\)\\|");
                row(cells[1].strip(), cells[2].strip().split(" · "), permissions, operations);
            }
        }
    }

    private static void row(String calls, String[] needed, Map<String, String> permissions, List<Operation> operations) {
        String[] alternatives = calls.split(" · ");
        String method = null;
        String before = "";
        for (int i = 0; i < alternatives.length; i++) {
            String permission = needed[Math.min(i, needed.length - 1)].strip();
            List<String> methods = new ArrayList<>();
            Matcher quoted = Pattern.compile("`([^`]*)`").matcher(alternatives[i]);
            while (quoted.find()) {
                Matcher call = Pattern.compile("(?:(GET|HEAD|POST|PUT|PATCH|DELETE)\\b)?\\s*(\\S*)").matcher(quoted.group(1));
                if (call.find() && call.group(1) != null) {
                    methods.add(call.group(1));
                    method = call.group(1);
                }
                String path = call.group(2).replaceFirst("\\?.*$", "").replaceFirst("/$", "");
                if (path.isEmpty()) {
                    continue;
                }
                if (call.group(1) == null && before.contains("/")) {
                    // "resume/" after "POST jobs/{job_id}/cancel/": the same but for the end.
                    path = before.substring(0, before.lastIndexOf('/') + 1) + path;
                    methods.add(method);
                }
                before = path;
                String start = path.replaceAll("\\{[^}]*}", "{}");
                if (methods.isEmpty()) {
                    operations.stream().filter(known -> known.path().equals(start) || known.path().startsWith(start + "/"))
                            .forEach(known -> permissions.put(known.key(), permission));
                }
                methods.forEach(one -> permissions.put(one + " " + start, permission));
            }
        }
    }
}
