package io.mudanza.gateway.transfers;

import io.mudanza.answers.PacedOutput;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.gateway.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Streams what a service of the node serves to the caller, in both directions, without keeping it. */
@ApplicationScoped
public class Passage {
    private static final List<String> ASKED = List.of(
            "Range", "If-Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "Accept",
            "Accept-Language");
    private static final List<String> ANSWERED = List.of(
            "Content-Type", "Content-Length", "Content-Range", "Accept-Ranges", "ETag", "Last-Modified", "Repr-Digest",
            "Content-Digest", "Content-Disposition", "Content-Language", "Content-Security-Policy", "X-Content-Type-Options",
            "Vary", "Cache-Control", "Upload-Offset", "Upload-Complete");
    private static final int BUFFER = 64 * 1024;

    private final NodeHttp node;

    Passage(NodeHttp node) {
        this.node = node;
    }

    /** What the service answers to a GET or HEAD of the path. */
    Response get(NodeService service, String path, String method, HttpHeaders headers) {
        HttpRequest.Builder request = node.request(service, path).method(method, HttpRequest.BodyPublishers.noBody());
        for (String name : ASKED) {
            String value = headers.getHeaderString(name);
            if (value != null) {
                request.setHeader(name, value);
            }
        }
        return answered(service, method, node.send(service, request.build()));
    }

    /** What the service answers to a small JSON document. */
    Response ask(NodeService service, String path, byte[] json, HttpHeaders headers) {
        HttpRequest.Builder request = node.request(service, path)
                .POST(HttpRequest.BodyPublishers.ofByteArray(json))
                .setHeader("Content-Type", "application/json");
        String language = headers.getHeaderString("Accept-Language");
        if (language != null) {
            request.setHeader("Accept-Language", language);
        }
        return answered(service, "POST", node.send(service, request.build()));
    }

    private static Response answered(NodeService service, String method, HttpResponse<InputStream> answer) {
        Response.ResponseBuilder passed = headersOf(answer);
        if (method.equals("HEAD") || answer.statusCode() == 304) {
            close(answer.body());
            return passed.build();
        }
        return passed.entity((StreamingOutput) out -> pour(service, answer.body(), new PacedOutput(out))).build();
    }

    /** Passes bytes on whose number nobody knows yet; the answer is small. */
    public HttpResponse<InputStream> post(NodeService service, String path, InputStream body) {
        return node.send(service, node.request(service, path)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                .setHeader("Content-Type", "application/octet-stream")
                .build());
    }

    /** Passes a body on; the answer is small. */
    public HttpResponse<InputStream> post(
            NodeService service, String path, InputStream body, HttpHeaders headers) {
        HttpRequest.Builder request = node.request(service, path)
                .POST(publisher(body, headers.getHeaderString("Content-Length")))
                .setHeader("Content-Type", "application/octet-stream");
        for (String name : List.of("Content-Digest", "Repr-Digest", "Accept-Language")) {
            String value = headers.getHeaderString(name);
            if (value != null) {
                request.setHeader(name, value);
            }
        }
        return node.send(service, request.build());
    }

    static Response.ResponseBuilder headersOf(HttpResponse<InputStream> answer) {
        Response.ResponseBuilder passed = Response.status(answer.statusCode());
        for (String name : ANSWERED) {
            answer.headers().firstValue(name).ifPresent(value -> passed.header(name, value));
        }
        return passed;
    }

    private static HttpRequest.BodyPublisher publisher(InputStream body, String length) {
        HttpRequest.BodyPublisher stream = HttpRequest.BodyPublishers.ofInputStream(() -> body);
        try {
            long bytes = length == null ? -1 : Long.parseLong(length);
            return bytes == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : bytes > 0 ? HttpRequest.BodyPublishers.fromPublisher(stream, bytes) : stream;
        } catch (NumberFormatException malformed) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "malformed_request");
        }
    }

    /** What has come is passed on before waiting for more: a line of a feed must not wait for the next. */
    private static void pour(NodeService service, InputStream from, OutputStream to) throws IOException {
        try (from) {
            byte[] buffer = new byte[BUFFER];
            int read = from.read(buffer);
            while (read >= 0) {
                to.write(buffer, 0, read);
                if (from.available() == 0) {
                    to.flush();
                }
                read = from.read(buffer);
            }
        } catch (IOException broken) {
            throw new IOException("the stream from the " + service.wire() + " service to the caller broke off", broken);
        }
    }

    private static void close(InputStream body) {
        try (body) {
            body.skip(0);
        } catch (IOException alreadyGone) {
            throw new ProblemException(ProblemCode.SERVICE_UNAVAILABLE, "service_unavailable", alreadyGone);
        }
    }
}
