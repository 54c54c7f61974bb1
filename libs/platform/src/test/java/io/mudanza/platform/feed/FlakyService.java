package io.mudanza.platform.feed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves a feed and parts, and breaks every connection where the test wants it. */
final class FlakyService implements AutoCloseable {

    final List<String> lines = new CopyOnWriteArrayList<>();
    final Map<String, byte[]> parts = new ConcurrentHashMap<>();
    final AtomicInteger connections = new AtomicInteger();
    volatile int linesPerConnection = Integer.MAX_VALUE;
    volatile int bytesPerConnection = Integer.MAX_VALUE;
    volatile int refusals;
    final List<String> queries = new CopyOnWriteArrayList<>();

    private final HttpServer server;

    FlakyService() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/parts", this::answer);
        server.start();
    }

    URI feed() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/parts");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (connections.incrementAndGet() <= refusals) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            String name = exchange.getRequestURI().getPath().substring("/parts".length());
            if (name.isEmpty()) {
                queries.add(exchange.getRequestURI().getQuery());
                feed(exchange);
            } else {
                part(exchange, parts.get(name.substring(1)));
            }
        }
    }

    private void feed(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        List<String> all = List.copyOf(lines);
        for (String line : all.subList(0, Math.min(all.size(), linesPerConnection))) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private void part(HttpExchange exchange, byte[] bytes) throws IOException {
        if (bytes == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        exchange.sendResponseHeaders(range == null ? 200 : 206, bytes.length - from);
        exchange.getResponseBody().write(bytes, from, Math.min(bytesPerConnection, bytes.length - from));
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
