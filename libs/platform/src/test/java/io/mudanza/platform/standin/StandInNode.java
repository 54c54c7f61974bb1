package io.mudanza.platform.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaStore;
import io.mudanza.bundle.part.FeedJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.StoreFeed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The token-service and the file-transfer-service of a node, as far as one worker sees them. A Quarkus test loads this
 * class more than once, so what a test says is kept in system properties.
 */
public final class StandInNode {

    private static final String URL = "mudanza.stand-in.url";
    private static final String MEDIA = "mudanza.stand-in.media";
    private static final String BUNDLE = "mudanza.stand-in.bundle.";

    private final InternalKeys keys = new InternalKeys();

    private StandInNode() {}

    /** Starts it, once per JVM. @return its address */
    public static String start() {
        synchronized (System.getProperties()) {
            if (System.getProperty(URL) == null) {
                System.setProperty(URL, new StandInNode().listen());
            }
            return System.getProperty(URL);
        }
    }

    /** Value of an {@code Authorization} header with the role internal. */
    public static String bearer() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(start() + "/internal/token/service-jwt"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String json = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return "Bearer " + json.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Serves a folder as the media store. */
    public static void media(Path folder) {
        System.setProperty(MEDIA, folder.toString());
    }

    /** Serves the folder of an export, complete or growing, as the parts that were received for a job. */
    public static void received(UUID job, Path bundle) {
        System.setProperty(BUNDLE + job, bundle.toString());
    }

    private String listen() {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory()));
        server.createContext("/internal/token/jwks", exchange -> json(exchange, keys.jwks()));
        server.createContext("/internal/token/service-jwt", exchange ->
                json(exchange, "{\"access_token\":\"" + keys.jwt() + "\",\"expires_in\":300}"));
        server.createContext("/internal/transfer/media/list", this::mediaList);
        server.createContext("/internal/transfer/media/file", this::mediaFile);
        server.createContext("/internal/transfer/jobs/", this::parts);
        server.createContext("/internal/importing/jobs/", exchange ->
                json(exchange, "{\"substituted_owners\":[],\"skipped\":[]}"));
        server.start();
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static Path media() {
        return Path.of(System.getProperty(MEDIA, "nowhere"));
    }

    private void mediaList(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        // Small pages on purpose.
        List<MediaFile> files = new MediaStore(media()).page(query.get("after"), 2);
        String next = files.size() < 2 ? "null" : "\"" + files.getLast().key() + "\"";
        json(exchange, files.stream().map(io.mudanza.bundle.json.BundleJson::write)
                .collect(Collectors.joining(",", "{\"files\":[", "],\"next\":" + next + "}")));
    }

    private void mediaFile(HttpExchange exchange) throws IOException {
        try (exchange; InputStream in = new MediaStore(media()).open(query(exchange).get("path"), from(exchange))) {
            exchange.sendResponseHeaders(from(exchange) > 0 ? 206 : 200, 0);
            in.transferTo(exchange.getResponseBody());
        }
    }

    private void parts(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", 7);
            String served = System.getProperty(BUNDLE + path[4]);
            Path folder = served == null ? null : Path.of(served);
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (folder == null || authorization == null || !authorization.startsWith("Bearer ")) {
                exchange.sendResponseHeaders(folder == null ? 404 : 401, -1);
                return;
            }
            DirectoryPartStore store = new DirectoryPartStore(folder);
            if (path.length < 7) {
                exchange.getResponseHeaders().add("Content-Type", "application/x-ndjson");
                exchange.sendResponseHeaders(200, 0);
                follow(store, exchange.getResponseBody());
            } else {
                exchange.sendResponseHeaders(from(exchange) > 0 ? 206 : 200, 0);
                try (InputStream in = store.open(path[6], from(exchange))) {
                    in.transferTo(exchange.getResponseBody());
                }
            }
        }
    }

    private static void follow(DirectoryPartStore store, OutputStream out) throws IOException {
        try (StoreFeed feed = new StoreFeed(store, Duration.ofSeconds(1))) {
            for (FeedLine line = feed.next(); line != null; line = feed.next()) {
                out.write((FeedJson.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long from(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        return range == null ? 0 : Long.parseLong(range.replaceAll("\\D", ""));
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] both = pair.split("=", 2);
            query.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static void json(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
