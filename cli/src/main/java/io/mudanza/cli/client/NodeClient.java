package io.mudanza.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.contracts.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/**
 * A node's API. Every call either answers or throws {@link Failure} with the code of the problem; a node that cannot be
 * reached is {@code service_unavailable}. Thread-safe.
 */
public final class NodeClient {

    private static final String BASE = "/api/v1/migration/";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final URI url;
    private final String token;
    private final String language;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT)
            .build();

    /**
     * @param url      address of the node's gateway, with or without the path of the API
     * @param token    migration token; never part of an exception or an address
     * @param language {@code es} or {@code en}: of the problems that the node tells
     */
    public NodeClient(URI url, String token, String language) {
        String text = url.toString().replaceFirst("/+$", "").replaceFirst("/api/v1/migration$", "");
        this.url = URI.create(text);
        this.token = token;
        this.language = language;
    }

    /** Address of the node. */
    public URI url() {
        return url;
    }

    /** Reads. @param path relative to the base path of the API, e.g. {@code jobs/} */
    public JsonNode get(String path) {
        return json(send(request(path).timeout(ANSWER).GET(), BodyHandlers.ofInputStream()));
    }

    /** Reads text that is not JSON. */
    public String getText(String path, String accept) {
        HttpResponse<InputStream> answer =
                send(request(path).timeout(ANSWER).setHeader("Accept", accept).GET(), BodyHandlers.ofInputStream());
        return text(answer);
    }

    /** Asks for something to be done; a retry by the HTTP layer does it once. */
    public JsonNode post(String path, JsonNode body) {
        return json(send(
                request(path)
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(body == null ? "{}" : JsonText.line(body))),
                BodyHandlers.ofInputStream()));
    }

    /** Removes. */
    public void delete(String path) {
        text(send(request(path).timeout(ANSWER).DELETE(), BodyHandlers.ofInputStream()));
    }

    /** Starts a job. @return its id */
    public String start(String path, ObjectNode body) {
        return jobId(post(path, body));
    }

    /** The id in the answer to a call that starts a job. */
    public static String jobId(JsonNode answer) {
        String id = answer.path("job_id").asText(answer.path("id").asText(null));
        if (id == null) {
            throw Failure.of(ProblemCode.PEER_NOT_A_NODE, "The answer names no job: is this address a Mudanza node?");
        }
        return id;
    }

    /** A job as it stands. */
    public JobView job(String id) {
        return JobView.of(get("jobs/" + segment(id) + "/"));
    }

    /** A request with token and language, for callers that stream. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(url.getPath() + BASE + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Language", language)
                .header("Accept", "application/json");
    }

    /** Sends a request; whatever the status, the answer is returned. */
    public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(ProblemCode.CANCELLED, "Interrupted.", e);
        }
    }

    /** The failure for a node that does not answer. */
    public Failure unreachable(IOException e) {
        String why = e.getMessage() == null ? "it does not answer" : e.getMessage();
        return Failure.of(ProblemCode.SERVICE_UNAVAILABLE, "The node at " + url + " cannot be reached (" + why
                + "). Is it up? 'mudanza status' shows the nodes of this machine.", e);
    }

    /** The body of a good answer; throws {@link Failure} for a problem. */
    public String text(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            String text = new String(body.readNBytes(64 << 20), StandardCharsets.UTF_8);
            if (answer.statusCode() / 100 != 2) {
                throw problem(answer.statusCode(), text);
            }
            return text;
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private JsonNode json(HttpResponse<InputStream> answer) {
        String text = text(answer);
        try {
            return text.isBlank() ? JsonText.MAPPER.createObjectNode() : JsonText.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw Failure.of(ProblemCode.PEER_NOT_A_NODE,
                    "What answers at " + url + " is no Mudanza node. Check the address.", e);
        }
    }

    /** The failure that a problem document tells. */
    public Failure problem(int status, String body) {
        try {
            JsonNode problem = JsonText.MAPPER.readTree(body);
            String code = problem.path("code").asText("");
            if (!code.isEmpty()) {
                return Failure.ofAnswer(code, problem.path("detail").asText(problem.path("title").asText(code)), status);
            }
        } catch (JsonProcessingException e) {
            return Failure.of(ProblemCode.PEER_NOT_A_NODE, "What answers at " + url + " (HTTP " + status
                    + ") is no Mudanza node. Check the address.", e);
        }
        return switch (status) {
            case 401 -> Failure.of(ProblemCode.TOKEN_INVALID, "The token is wrong or expired; create a new one.");
            case 403 -> Failure.of(ProblemCode.PERMISSION_DENIED, "The token does not permit this.");
            case 404 -> Failure.of(ProblemCode.NOT_FOUND, "There is nothing of that name at " + url + ".");
            default -> Failure.ofAnswer("internal_error", "The node answered HTTP " + status + ".", status);
        };
    }

    /** A value as one segment of a path or as a value of a query. */
    public static String segment(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

}
