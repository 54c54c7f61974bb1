package io.mudanza.platform.feed;

import io.mudanza.identity.IdentityUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Function;

/**
 * One way to call another service of the node: HTTP/1.1, with the service's own JWT on every call.
 *
 * @param client   the client, shared
 * @param bearer   gives the value of the {@code Authorization} header; asked for the address of every call
 * @param patience how long a service may be away (being restarted) before a call to it fails
 */
public record ServiceCall(HttpClient client, Function<URI, String> bearer, Duration patience) {

    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** A call with a client of its own. */
    public static ServiceCall with(Function<URI, String> bearer, Duration patience) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new ServiceCall(client, bearer, patience);
    }

    /** Gets an address; the body is a stream that the caller closes. */
    public HttpResponse<InputStream> get(URI address, long offset) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ANSWER).GET();
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
        }
        try {
            request.header("Authorization", bearer.apply(address));
        } catch (IdentityUnavailableException e) {
            throw new IOException("The token service gives no internal JWT now.", e);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /**
     * Gets an address that must answer 200; tries again while the service is away.
     *
     * @return the body, which the caller closes
     * @throws IOException when it refuses, or stays away longer than the patience
     */
    public InputStream patiently(URI address) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long wait = 100;
        while (true) {
            IOException trouble;
            try {
                HttpResponse<InputStream> answer = get(address, 0);
                if (answer.statusCode() == 200) {
                    return answer.body();
                }
                answer.body().close();
                trouble = new IOException("A service of this node answered with status " + answer.statusCode() + ".");
                if (answer.statusCode() < 500 && answer.statusCode() != 401) {
                    throw new RefusedException(trouble.getMessage());
                }
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                trouble = e;
            }
            if (Duration.ofNanos(System.nanoTime() - begin).compareTo(patience) > 0) {
                throw trouble;
            }
            Thread.sleep(wait);
            wait = Math.min(wait * 2, 2_000);
        }
    }
}
