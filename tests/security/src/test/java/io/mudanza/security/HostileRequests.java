package io.mudanza.security;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests that nobody in good faith sends, one after the other. */
final class HostileRequests {
    private static final Pattern NAME = Pattern.compile("\\{([^}]*)}");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE",
            "PROPFIND", "get");
    private static final List<String> VALUES = List.of("", "null", "true", "-1", "0", "1", "9223372036854775807",
            "9223372036854775808", "1e400", "NaN", "\u0000", "a\u0000b", "../", "..%2f..%2fetc%2fpasswd", "../../../../etc/passwd",
            "/etc/passwd", "C:\\windows", "\uD83D\uDE9A", "\u202Eevil", "ä", "'; DROP TABLE job; --", "\" OR 1=1",
            "<script>alert(1)</script>", "${jndi:ldap://127.0.0.1/a}", "{{7*7}}", "%s%n%x", "a\r\nX-Injected: yes", "\n", " ",
            "x".repeat(300), "x".repeat(3000), "2026-99-99", "0000-00-00T00:00:00Z", "+999999999-12-31T23:59:59Z",
            "-999999999-01-01", "[]", "{}", "*", "%", "_", "\\", "|", "~root", "http://127.0.0.1:1/", "file:///etc/passwd",
            "gopher://x", "https://169.254.169.254/latest", "mode", "EXPORT", "export", "in-place", "full");
    private static final List<String> JSON = List.of("null", "true", "-1", "0", "1e400", "1e99999999", "9".repeat(400),
            "-9223372036854775809", "\"\"", "\"\\u0000\"", "\"\uD83D\uDE9A\"", "\"\\ud800\"", "[]", "{}", "[[]]", "[null]",
            "[1,\"a\",{}]", "{\"a\":1}", "\"../../x\"", "\"http://127.0.0.1:1\"", "\"https://nobody.invalid\"",
            "\"file:///etc/passwd\"", "[\"public.*\"]", "[\"\"]", "\"full\"", "\"24h\"", "\"99999999999999999999d\"",
            "\"read\"", "\"admin\"", "[\"read\",\"admin\",\"root\"]", "\"10.0.0.0/8\"", "[\"999.0.0.0/8\"]",
            "[\"::/0\",\"0.0.0.0/33\"]", "\"x\\u0007\\u001b[31m\"");
    private static final List<String> TYPES = List.of("application/json", "text/plain", "application/xml", "*/*", "nonsense",
            "multipart/form-data", "application/x-www-form-urlencoded", "application/json; charset=utf-16",
            "application/octet-stream", "a/b; c=\"");

    private final Random random;
    private final List<Operation> operations;
    private final String export;

    /** @param export id of a job that has ended, so that some calls go all the way */
    HostileRequests(Random random, List<Operation> operations, String export) {
        this.random = random;
        this.operations = operations;
        this.export = export;
    }

    /**
     * A request.
     *
     * @param operation that it is about; null when method or path are none that the API has
     */
    record Request(Operation operation, String method, String target, Credential credential, Map<String, String> headers,
            byte[] body) {
        @Override
        public String toString() {
            String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
            return credential + " " + method + " " + target + " " + headers + " "
                    + text.substring(0, Math.min(200, text.length()));
        }
    }

    Request next() {
        Operation operation = one(operations);
        Credential credential = one(List.of(Credential.values()));
        String method = operation.method();
        String path = path(operation);
        boolean known = true;
        if (chance(10)) {
            method = one(METHODS);
            known = method.equals(operation.method());
        }
        if (chance(20)) {
            path += one(List.of("/", "//", "/./", "/../jobs/", ";a=b", "%2f", "/x", "%00", "/%2e%2e/tokens/"));
            known = false;
        }
        String target = path + (path.endsWith("/") || chance(2) ? "" : "/") + query(operation);
        Map<String, String> headers = headers();
        byte[] body = method.equals("GET") || method.equals("HEAD") ? null : body(operation, headers);
        return new Request(known ? operation : match(method), method, target, credential, headers, body);
    }

    /** A path that was bent may still be a call; only what nobody may open is held against it then. */
    private Operation match(String method) {
        return new Operation(method, "", "any", List.of(), null);
    }

    private String path(Operation operation) {
        Matcher names = NAME.matcher(operation.path());
        StringBuilder path = new StringBuilder();
        while (names.find()) {
            names.appendReplacement(path, Matcher.quoteReplacement(chance(3) ? export
                    : chance(3) ? UUID.randomUUID().toString() : encoded(one(VALUES))));
        }
        return names.appendTail(path).toString();
    }

    private String query(Operation operation) {
        StringBuilder query = new StringBuilder();
        for (String name : operation.query()) {
            if (chance(2)) {
                String value = name.equals("job_id") && chance(2) ? export : encoded(one(VALUES));
                query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value);
            }
        }
        if (chance(15)) {
            query.append(query.isEmpty() ? '?' : '&').append(encoded(one(VALUES))).append("=%zz&&=&a");
        }
        return query.toString();
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        if (chance(3)) {
            headers.put("Content-Type", one(TYPES));
        }
        for (String name : List.of("Idempotency-Key", "Accept-Language", "Range", "If-Range", "Accept", "Content-Digest",
                "Repr-Digest", "Last-Event-ID", "Upload-Length", "X-Forwarded-For", "Content-Encoding", "Cookie", "Origin",
                "X-HTTP-Method-Override", "Expect", "If-None-Match")) {
            if (chance(12)) {
                headers.put(name, one(VALUES).replaceAll("[\\p{Cntrl}]", "?"));
            }
        }
        return headers;
    }

    private byte[] body(Operation operation, Map<String, String> headers) {
        headers.putIfAbsent("Content-Type", "application/json");
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> one(VALUES).getBytes(StandardCharsets.UTF_8);
            case 2 -> ("{\"a\":" + "[".repeat(random.nextInt(3000))).getBytes(StandardCharsets.UTF_8);
            case 3 -> {
                byte[] noise = new byte[random.nextInt(2000)];
                random.nextBytes(noise);
                yield noise;
            }
            default -> json(operation).getBytes(StandardCharsets.UTF_8);
        };
    }

    private String json(Operation operation) {
        if (operation.fields() == null) {
            return one(JSON);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : operation.fields()) {
            if (chance(2)) {
                fields.put(field, one(JSON));
            }
        }
        if (chance(10)) {
            fields.put(one(List.of("__proto__", "class", "@type", "nonsense", "")), one(JSON));
        }
        StringBuilder json = new StringBuilder("{");
        fields.forEach((name, value) -> json.append(json.length() == 1 ? "" : ",").append('"').append(name).append("\":")
                .append(value));
        return json.append('}').toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** True once in so many times. */
    private boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
