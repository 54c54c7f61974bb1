package io.mudanza.security;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.endtoend.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The door of a node, byte by byte: a client without manners, for requests that a library would refuse to send. One
 * connection per request.
 */
final class Door {
    private static final String BASE = "/api/v1/migration/";

    private final String host;
    private final int port;

    Door(Node node) {
        URI url = URI.create(node.url());
        this.host = url.getHost();
        this.port = url.getPort();
    }

    /**
     * What came back.
     *
     * @param status  0 when the connection was closed without an answer
     * @param headers names in lower case
     */
    record Answer(int status, Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
            return values == null ? null : values.getFirst();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return Node.JSON.readTree(body);
            } catch (IOException noJson) {
                throw new AssertionError("no JSON: " + status + " " + text(), noJson);
            }
        }

        String code() {
            return json().path("code").asText();
        }
    }

    /** A request under {@code /api/v1/migration/}, or of a whole path, with a token (null: none) and a body (null: none). */
    Answer call(String method, String path, String token, byte[] body, Map<String, String> more) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        headers.putAll(more);
        return send(method, path.startsWith("/api/v1/") ? path : BASE + path, headers, body);
    }

    Answer call(String method, String path, String token) throws IOException {
        return call(method, path, token, null, Map.of());
    }

    Answer post(String path, String token, String json) throws IOException {
        return call("POST", path, token, json.getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/json"));
    }

    /** Any request; Host, Connection and Content-Length are added where the headers do not name them. */
    Answer send(String method, String target, Map<String, String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Host", host + ":" + port);
        all.put("Connection", "close");
        boolean measured = headers.keySet().stream().anyMatch(name -> name.equalsIgnoreCase("Content-Length")
                || name.equalsIgnoreCase("Transfer-Encoding"));
        if (!measured && (body != null || method.equals("POST"))) {
            all.put("Content-Length", String.valueOf(body == null ? 0 : body.length));
        }
        all.putAll(headers);
        all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        if (body != null) {
            raw.writeBytes(body);
        }
        return raw(raw.toByteArray(), method.equals("HEAD"));
    }

    /** Bytes as they are. */
    Answer raw(byte[] request, boolean noBody) throws IOException {
        try (Socket socket = open()) {
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (IOException cut) {
                // The node may refuse before it has read everything: its answer counts.
            }
            return AnswerReader.read(socket.getInputStream(), noBody);
        }
    }

    /** A connection to misuse. */
    Socket open() throws IOException {
        Socket socket = new Socket(host, port);
        socket.setSoTimeout(60_000);
        return socket;
    }

    /** The answer to what was sent over {@link #open}. */
    static Answer read(InputStream in) throws IOException {
        return AnswerReader.read(in, false);
    }
}
