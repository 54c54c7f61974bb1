package io.mudanza.gateway.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.identity.ServiceJwt;
import io.mudanza.messaging.cloudevent.ContractJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Calls to the other services with this service's JWT. Their problems are passed on as they are. */
@ApplicationScoped
public class NodeHttp {
    private static final int MOST_PROBLEM_BYTES = 64 * 1024;
    private static final ObjectMapper JSON = ContractJson.newMapper();

    private final ServiceJwt jwt;
    private final Map<NodeService, String> addresses = new EnumMap<>(NodeService.class);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    NodeHttp(ServiceJwt jwt, Config config) {
        this.jwt = jwt;
        for (NodeService service : NodeService.values()) {
            String url = config.getValue("mudanza.services." + service.wire() + "-url", String.class);
            addresses.put(service, url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        }
    }

    /** Where a service is. */
    public String address(NodeService service) {
        return addresses.get(service);
    }

    /** A request to fill in; the path has its query, encoded. */
    public HttpRequest.Builder request(NodeService service, String path) {
        URI address = URI.create(addresses.get(service) + path);
        return HttpRequest.newBuilder(address).header("Authorization", jwt.bearer(address));
    }

    /**
     * Sends; the caller closes the body.
     *
     * @throws ProblemException the service's own problem when it refuses, service_unavailable when it does not answer
     */
    public HttpResponse<InputStream> send(NodeService service, HttpRequest request) {
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() >= 400 && answer.statusCode() != 416) {
                throw problem(service, answer);
            }
            return answer;
        } catch (IOException away) {
            throw ofBody(away).orElseGet(
                    () -> new ProblemException(ProblemCode.SERVICE_UNAVAILABLE, "service.away", service.wire(), away));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemCode.SERVICE_UNAVAILABLE, "service.away", service.wire(), stopped);
        }
    }

    /** The problem with which the caller's body ended while it was passed on. */
    private static Optional<ProblemException> ofBody(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }

    /** Sends JSON and reads JSON; a missing body is {@code null}. */
    public JsonNode json(NodeService service, String method, String path, Object body, Map<String, String> headers) {
        HttpRequest.Builder request = request(service, path)
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "application/json")
                .method(method, body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(ContractJson.write(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try (InputStream answer = send(service, request.build()).body()) {
            byte[] bytes = answer.readAllBytes();
            return bytes.length == 0 ? null : JSON.readTree(bytes);
        } catch (IOException broken) {
            throw new ProblemException(ProblemCode.SERVICE_UNAVAILABLE, "service.away", service.wire(), broken);
        }
    }

    private static ProblemException problem(NodeService service, HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            return problem(service, answer.statusCode(), body.readNBytes(MOST_PROBLEM_BYTES));
        }
    }

    static ProblemException problem(NodeService service, int status, byte[] body) {
        JsonNode problem = read(body);
        if (problem == null || !problem.hasNonNull("code")) {
            return unexplained(service, status);
        }
        Map<String, Object> members = new HashMap<>();
        for (String name : new String[] {"offset", "complete", "holder"}) {
            if (problem.hasNonNull(name)) {
                members.put(name, JSON.convertValue(problem.get(name), Object.class));
            }
        }
        return ProblemException.foreign(
                ProblemCode.ofWire(problem.get("code").asText()), problem.path("detail").asText(null), members);
    }

    private static ProblemException unexplained(NodeService service, int status) {
        return switch (status) {
            case 404 -> new ProblemException(ProblemCode.NOT_FOUND, "not_found");
            case 413 -> new ProblemException(ProblemCode.PAYLOAD_TOO_LARGE, "payload_too_large");
            case 401, 403, 502, 503, 504 ->
                new ProblemException(ProblemCode.SERVICE_UNAVAILABLE, "service.away", service.wire());
            default -> new ProblemException(ProblemCode.INTERNAL_ERROR, "internal_error");
        };
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException noJson) {
            return null;
        }
    }
}
