package io.mudanza.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** A node as a client with its admin token sees it. */
final class Api {
    static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final String token;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3)).build();

    Api(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** An answer of the node. */
    record Answer(int status, JsonNode json) {
        String text(String field) {
            return json.path(field).asText(null);
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Status of the node's own word about its health. */
    int health() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/health/")).timeout(Duration.ofSeconds(20)).build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    Answer post(String path, ObjectNode body, String key) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body.toString())));
    }

    Answer postBytes(String path, byte[] bytes, String key) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/octet-stream").header("Idempotency-Key", key)
                .POST(BodyPublishers.ofByteArray(bytes)));
    }

    /** The bundle of an export, into a file. */
    int download(String path, Path file) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.ofFile(file)).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + "/api/v1/migration/" + path)).timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        String body = response.body();
        boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json") && !body.isBlank();
        return new Answer(response.statusCode(), json ? JSON.readTree(body) : JSON.nullNode());
    }
}
