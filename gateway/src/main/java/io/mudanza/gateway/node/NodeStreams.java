package io.mudanza.gateway.node;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.identity.ServiceJwt;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Answers of the other services whose bodies are passed on as they come. They stay on the event loop of the caller's
 * connection where they can, so that no byte goes from thread to thread.
 */
@ApplicationScoped
public class NodeStreams {
    private static final int PIECE = 128 << 10;
    private static final int CONNECTIONS = 4096;

    private final NodeHttp node;
    private final ServiceJwt jwt;
    private final Vertx vertx;
    private final HttpClient http;

    NodeStreams(NodeHttp node, ServiceJwt jwt, Vertx vertx) {
        this.node = node;
        this.jwt = jwt;
        this.vertx = vertx;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(5000)
                .setMaxPoolSize(CONNECTIONS)
                .setKeepAliveTimeout(30)
                .setMaxChunkSize(PIECE)
                .setReceiveBufferSize(PIECE));
    }

    /**
     * Sends a request that may be repeated. The body of the answer is paused: somebody has to take it or drop it.
     *
     * @param body null for none
     * @throws ProblemException the service's own problem when it refuses, service_unavailable when it does not answer
     */
    public HttpClientResponse open(
            NodeService service, String method, String path, Map<String, String> headers, byte[] body) {
        URI address = URI.create(node.address(service) + path);
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(method))
                .setAbsoluteURI(address.toString())
                .putHeader("Authorization", jwt.bearer(address));
        headers.forEach(options::putHeader);
        Context loop = vertx.getOrCreateContext();
        HttpClientResponse answer = await(service, loop, () -> http.request(options)
                .compose(request -> sent(request, body))
                // A connection that was kept may be closed at the moment it is used again.
                .recover(closed -> http.request(options).compose(request -> sent(request, body))));
        if (answer.statusCode() < 400 || answer.statusCode() == 416) {
            return answer;
        }
        Buffer problem = await(service, loop, () -> {
            Future<Buffer> whole = answer.body();
            answer.resume();
            return whole;
        });
        throw NodeHttp.problem(service, answer.statusCode(), problem.getBytes());
    }

    private static Future<HttpClientResponse> sent(HttpClientRequest request, byte[] body) {
        Future<HttpClientResponse> answer = body == null ? request.send() : request.send(Buffer.buffer(body));
        return answer.map(HttpClientResponse::pause);
    }

    private static <T> T await(NodeService service, Context loop, Supplier<Future<T>> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.runOnContext(ignored -> work.get().onComplete(done::complete, done::completeExceptionally));
        try {
            return done.get();
        } catch (ExecutionException away) {
            throw new ProblemException(
                    ProblemCode.SERVICE_UNAVAILABLE, "service.away", service.wire(), away.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemCode.SERVICE_UNAVAILABLE, "service.away", service.wire(), stopped);
        }
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
