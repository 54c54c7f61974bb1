package io.mudanza.cli.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that answers like a gateway, as far as a test tells it. */
public final class SmallNode implements AutoCloseable {

    public static final String TOKEN = "mig_test_secret";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answerer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    /** What arrived. */
    public record Request(String method, String path, String query, String body, String language, String key) {}

    /** Answers one request. */
    public interface Answerer {
        void answer(HttpExchange exchange, byte[] body) throws IOException;
    }

    public SmallNode() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/v1/migration/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers a call with JSON; the path is relative to the base path. */
    public SmallNode on(String method, String path, int status, String json) {
        return on(method, path, (exchange, body) -> reply(exchange, status, json));
    }

    public SmallNode on(String method, String path, Answerer answerer) {
        answers.put(method + " " + path, answerer);
        return this;
    }

    public List<Request> requests(String method, String path) {
        synchronized (requests) {
            return requests.stream().filter(r -> r.method().equals(method) && r.path().equals(path)).toList();
        }
    }

    public static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", status >= 400 ? "application/problem+json" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath().substring("/api/v1/migration/".length());
            var headers = exchange.getRequestHeaders();
            requests.add(new Request(exchange.getRequestMethod(), path, exchange.getRequestURI().getQuery(),
                    new String(body, StandardCharsets.ISO_8859_1), headers.getFirst("Accept-Language"),
                    headers.getFirst("Idempotency-Key")));
            if (!("Bearer " + TOKEN).equals(headers.getFirst("Authorization"))) {
                reply(exchange, 401, problem("token_invalid", "Token inválido o expirado"));
                return;
            }
            Answerer answerer = answers.get(exchange.getRequestMethod() + " " + path);
            if (answerer == null) {
                reply(exchange, 404, problem("not_found", "There is no " + path + "."));
            } else {
                answerer.answer(exchange, body);
            }
        }
    }

    public static String problem(String code, String detail) {
        return "{\"code\":\"" + code + "\",\"detail\":\"" + detail + "\"}";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
