package io.mudanza.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.store.CarriedParts;
import io.mudanza.bundle.store.StoreFeed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Another node behind real HTTP, that misbehaves on demand. */
final class TestPeer implements AutoCloseable {

    static final String TOKEN = "mig_abcdefghijkl_0123456789abcdefghijklmnopqrstuvwxyz0123456_canary";
    static final String API = "/api/v1/migration";

    final UUID job = UUID.randomUUID();
    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<List<String>> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Trick> tricks = new CopyOnWriteArrayList<>();
    private volatile TestBundle bundle;
    private volatile Path media;
    private volatile boolean batches = true;
    private volatile boolean carries;

    /** Answers in place of the peer. */
    interface Trick {
        /** @return true when it has answered */
        boolean play(HttpExchange exchange, String path) throws IOException;
    }

    TestPeer() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    TestPeer serving(TestBundle served) {
        bundle = served;
        return this;
    }

    TestPeer media(Path folder) {
        media = folder;
        return this;
    }

    TestPeer trick(Trick trick) {
        tricks.add(trick);
        return this;
    }

    /** Answers before the tricks that were given earlier. */
    TestPeer trickFirst(Trick trick) {
        tricks.addFirst(trick);
        return this;
    }

    long count(String part) {
        return requests.stream().filter(request -> request.contains(part)).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString().replaceFirst("^" + API, "");
        requests.add(exchange.getRequestMethod() + " " + path + " "
                + exchange.getRequestHeaders().getOrDefault("Range", List.of("")).getFirst());
        path = path.replaceFirst("\\?carry=.*", "");
        try (exchange) {
            for (Trick trick : tricks) {
                if (trick.play(exchange, path)) {
                    return;
                }
            }
            if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                json(exchange, 401, "{\"code\":\"token_invalid\",\"detail\":\"Token inválido o expirado\"}");
            } else if (path.equals("/export/")) {
                json(exchange, 202, "{\"job_id\":\"" + job + "\",\"status\":\"pending\"}");
            } else if (path.equals("/download-export/" + job + "/parts/")) {
                feed(exchange);
            } else if (path.startsWith("/download-export/" + job + "/parts/")) {
                file(exchange, bundle.store.root().resolve(path.substring(path.indexOf("/parts/") + 7)));
            } else if (path.startsWith("/download-file/?path=")) {
                file(exchange, media.resolve(URLDecoder.decode(path.substring(21), StandardCharsets.UTF_8)));
            } else if (path.equals("/download-files/") && batches) {
                exchange.getResponseHeaders().add("Content-Type", "application/vnd.mudanza.files");
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(files(asked(exchange)));
            } else if (path.startsWith("/jobs/")) {
                json(exchange, 200, "{\"id\":\"" + job + "\",\"status\":\"running\"}");
            } else {
                json(exchange, 404, "{\"code\":\"not_found\",\"detail\":\"nothing here\"}");
            }
        } catch (IOException gone) {
            requests.add("client went away");
        }
    }

    /** Names of the files that a request asks for; can be read once. */
    List<String> asked(HttpExchange exchange) throws IOException {
        List<String> keys = new ArrayList<>();
        JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes());
        body.path("files").forEach(file -> keys.add(file.path("key").asText()));
        asked.add(keys);
        return keys;
    }

    /** The stream of these files. */
    byte[] files(List<String> keys) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String key : keys) {
            Path file = media.resolve(key);
            boolean here = Files.isRegularFile(file);
            ObjectNode line = new ObjectMapper().createObjectNode().put("key", key).put("status", here ? "ok" : "missing");
            if (here) {
                line.put("size", Files.size(file));
            }
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.write(here ? Files.readAllBytes(file) : new byte[0]);
        }
        out.write("{\"status\":\"end\"}\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** Sends the beginning of a stream of files and cuts the connection. */
    static void cut(HttpExchange exchange, byte[] stream, int after) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.mudanza.files");
        exchange.sendResponseHeaders(200, stream.length);
        exchange.getResponseBody().write(stream, 0, after);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    /** A node from before requests for many files. */
    TestPeer withoutBatches() {
        batches = false;
        return this;
    }

    /** A node that sends small parts with the lines of its feed. */
    TestPeer carrying() {
        carries = true;
        return this;
    }

    private void feed(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        CarriedParts parts = carries && query != null
                ? new CarriedParts(bundle.store, Integer.parseInt(query.replaceAll("carry=(\\d+)&.*", "$1")),
                        Long.parseLong(query.replaceAll(".*carry_from=", "")))
                : new CarriedParts(bundle.store, 0, 0);
        exchange.getResponseHeaders().add("Content-Type", "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        try (StoreFeed feed = new StoreFeed(bundle.store, java.time.Duration.ofMillis(500))) {
            for (FeedLine line = feed.next(); line != null; line = feed.next()) {
                out.write(parts.line(line));
                out.flush();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    static void file(HttpExchange exchange, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            json(exchange, 404, "{\"code\":\"not_found\",\"detail\":\"no such file\"}");
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        exchange.getResponseHeaders().add("ETag", "\"" + bytes.length + "\"");
        if (range != null) {
            exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/"
                    + bytes.length);
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, bytes.length - from == 0 ? -1 : bytes.length - from);
        exchange.getResponseBody().write(bytes, from, bytes.length - from);
    }

    /** Sends the beginning of a file and cuts the connection. */
    static void cut(HttpExchange exchange, Path file, int after) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        exchange.getResponseHeaders().add("ETag", "\"" + bytes.length + "\"");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes, 0, after);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    static void json(HttpExchange exchange, int status, String text) throws IOException {
        text(exchange, status, "application/json", text);
    }

    static void text(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
