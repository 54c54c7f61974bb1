package io.mudanza.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Token, file-transfer, export, import and verification service by their documented interfaces, as small as can be. */
final class StubNode {
    static final StubNode INSTANCE = new StubNode();
    static final byte[] BUNDLE = "0123456789".repeat(1000).getBytes(StandardCharsets.UTF_8);

    final List<String> peers = new CopyOnWriteArrayList<>();
    /** From where each token was last presented. */
    final Map<String, String> addresses = new ConcurrentHashMap<>();
    final TestKeys keys = new TestKeys();
    final StubTokens tokens = new StubTokens();
    /** Whether the feed of parts goes on for ever, a line every tenth of a second. */
    volatile boolean endless;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
    private final Map<String, Boolean> complete = new ConcurrentHashMap<>();
    private final HttpServer server;

    private StubNode() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (tokens.serves(path)) {
                StubTokens.Said said = tokens.answer(path, json.readTree(body));
                answer(exchange, said.status(), said.json());
            } else if (path.startsWith("/internal/token/")) {
                token(exchange, path, body);
            } else if (path.startsWith("/internal/transfer/uploads/")) {
                upload(exchange, path.substring(path.lastIndexOf('/') + 1), body);
            } else if (path.startsWith("/internal/transfer/peers/")) {
                peer(exchange, body);
            } else if (path.equals("/internal/transfer/media/files") && body.length > 0) {
                exchange.getResponseHeaders().add("Content-Type", "application/vnd.mudanza.files");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } else if (path.endsWith("/bundle")) {
                bundle(exchange);
            } else if (path.equals("/internal/transfer/media/list")) {
                answer(exchange, 200, "{\"files\":[{\"key\":\"avatars/a\"},{\"key\":\"secret/b\"}],\"next\":null}");
            } else if (path.endsWith("/parts") && endless) {
                feed(exchange);
            } else if (path.endsWith("/parts")) {
                answer(exchange, 200, "{\"type\":\"opened\"}\n{\"type\":\"completed\"}\n");
            } else if (path.endsWith("/certificate")) {
                answer(exchange, 200, "{\"verdict\":\"EQUAL\"}");
            } else if (path.equals("/q/health/live")) {
                answer(exchange, 200, "{}");
            } else {
                answer(exchange, 404, "{\"code\":\"not_found\",\"detail\":\"nothing here\"}");
            }
        }
    }

    private void token(HttpExchange exchange, String path, byte[] body) throws IOException {
        JsonNode asked = json.readTree(body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body);
        switch (path.substring("/internal/token/".length())) {
            case "service-jwt" -> answer(exchange, 200, "{\"access_token\":\"jwt\",\"expires_in\":300}");
            case "jwks" -> answer(exchange, 200, keys.jwks());
            case "introspect" -> {
                addresses.put(asked.path("token").asText(), asked.path("address").asText());
                answer(exchange, 200, switch (asked.path("token").asText()) {
                case "mig_read" -> active("reader", "\"read\"");
                case "mig_write" -> active("writer", "\"read\",\"write\"");
                case "mig_only_write" -> active("sender", "\"write\"");
                case "mig_limited" -> active("busy", "\"read\"");
                case "mig_admin" -> active("boss", "\"read\",\"write\",\"admin\"");
                default -> tokens.introspection(asked.path("token").asText(), asked.path("address").asText());
                });
            }
            case "tokens" -> answer(exchange, 201, "{\"id\":\"t1\",\"token\":\"mig_new" + System.nanoTime() + "\"}");
            case "tokens/session" -> answer(exchange, 200,
                    "{\"access_token\":\"" + keys.session("reader", List.of("read")) + "\",\"expires_in\":300}");
            case "tokens/x", "tokens/reader", "tokens/writer" -> answer(exchange, 200, "{\"status\":\"active\"}");
            case "tokens/gone" -> answer(exchange, 200, "{\"status\":\"revoked\"}");
            default -> answer(exchange, 404, "{\"code\":\"not_found\",\"detail\":\"no such token\"}");
        }
    }

    private void feed(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        while (endless) {
            exchange.getResponseBody().write("{\"type\":\"alive\"}\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
        }
    }

    private static String active(String id, String permissions) {
        return "{\"active\":true,\"id\":\"" + id + "\",\"permissions\":[" + permissions
                + "],\"expires_at\":\"2099-01-01T00:00:00Z\",\"description\":\"test\"}";
    }

    private void upload(HttpExchange exchange, String job, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            uploads.computeIfAbsent(job, name -> new ByteArrayOutputStream()).write(body);
            complete.put(job, String.valueOf(exchange.getRequestURI().getQuery()).contains("last=true"));
        } else if (!uploads.containsKey(job)) {
            answer(exchange, 404, "{\"code\":\"not_found\",\"detail\":\"no upload\"}");
            return;
        }
        answer(exchange, 200,
                "{\"offset\":" + uploads.get(job).size() + ",\"complete\":" + complete.getOrDefault(job, false) + "}");
    }

    private void peer(HttpExchange exchange, byte[] body) throws IOException {
        String url = json.readTree(body).path("url").asText();
        if (url.contains("forbidden")) {
            answer(exchange, 403, "{\"code\":\"peer_not_allowed\",\"detail\":\"not this domain\"}");
        } else {
            peers.add(new String(body, StandardCharsets.UTF_8));
            answer(exchange, 204, null);
        }
    }

    private static void bundle(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        exchange.getResponseHeaders().add("ETag", "\"abc\"");
        exchange.getResponseHeaders().add("Content-Type", "application/x-tar");
        if (range == null) {
            exchange.sendResponseHeaders(200, BUNDLE.length);
            exchange.getResponseBody().write(BUNDLE);
        } else {
            int from = Integer.parseInt(range.substring("bytes=".length(), range.indexOf('-')));
            exchange.getResponseHeaders().add(
                    "Content-Range", "bytes " + from + "-" + (BUNDLE.length - 1) + "/" + BUNDLE.length);
            exchange.sendResponseHeaders(206, BUNDLE.length - from);
            exchange.getResponseBody().write(BUNDLE, from, BUNDLE.length - from);
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
