package io.mudanza.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Plain HTTP to the token-service. Needs no other service to be up when the application starts. */
@ApplicationScoped
class TokenServiceClient {

    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(150);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String baseUrl;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();

    TokenServiceClient(@ConfigProperty(name = "mudanza.services.token-url") String baseUrl) {
        this.baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    }

    /** The address of one of its paths. */
    URI address(String path) {
        return URI.create(baseUrl + path);
    }

    /**
     * Posts and returns the JSON of a 200. A connection that fails, and a 5xx, are tried again within about a second;
     * every other answer ends at once.
     *
     * @throws IdentityUnavailableException when there is no 200 in the end
     */
    JsonNode post(String path, String headerName, String headerValue, Map<String, ?> body) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1;; attempt++) {
            try {
                HttpResponse<byte[]> answer = http.send(
                        request(path, headerName, headerValue, body), HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() == 200) {
                    return JSON.readTree(answer.body());
                }
                if (answer.statusCode() < 500 || attempt == ATTEMPTS) {
                    throw new IdentityUnavailableException(
                            refusal(answer.statusCode()), answer.statusCode() == 401);
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new IdentityUnavailableException(
                            "The token-service at " + baseUrl + " does not answer. Is it running?", e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IdentityUnavailableException("Interrupted while asking the token-service", e);
            }
            pause = sleep(pause);
        }
    }

    private HttpRequest request(String path, String headerName, String headerValue, Map<String, ?> body)
            throws IOException {
        return HttpRequest.newBuilder(address(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header(headerName, headerValue)
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
    }

    private String refusal(int status) {
        return switch (status) {
            case 401, 403 -> "The token-service at " + baseUrl + " does not accept this service (HTTP " + status
                    + "). Give all services of the node the same mudanza.node.secret";
            default -> "The token-service at " + baseUrl + " answered HTTP " + status;
        };
    }

    private static Duration sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IdentityUnavailableException("Interrupted while waiting for the token-service", e);
        }
        return pause.multipliedBy(2);
    }
}
