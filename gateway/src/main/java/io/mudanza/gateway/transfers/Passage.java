package io.mudanza.gateway.transfers;

import io.mudanza.answers.Handover;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.gateway.node.NodeStreams;
import io.mudanza.gateway.problem.ProblemException;
import io.vertx.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private final NodeHttp node;
    private final NodeStreams streams;

    Passage(NodeHttp node, NodeStreams streams) {
        this.node = node;
        this.streams = streams;
    }

    /** What the service answers to a GET or HEAD of the path. */
    Response get(NodeService service, String path, String method, HttpHeaders headers) {
        return opened(service, method, path, asked(headers, ASKED), null);
    }

    /** What the service answers to a small JSON document. */
    Response ask(NodeService service, String path, byte[] json, HttpHeaders headers) {
        Map<String, String> asked = asked(headers, List.of("Accept-Language"));
        asked.put("Content-Type", "application/json");
        return opened(service, "POST", path, asked, json);
    }

    private Response opened(NodeService service, String method, String path, Map<String, String> asked, byte[] json) {
        if (method.equals("HEAD")) {
            return answered(service, method, streams.open(service, method, path, asked, json), null);
        }
        try (Handover offer = Handover.offer()) {
            asked.put(Handover.HEADER, offer.name());
            HttpClientResponse answer = streams.open(service, method, path, asked, json);
            return answered(service, method, answer, offer.taken());
        }
    }

    private static Map<String, String> asked(HttpHeaders headers, List<String> names) {
        Map<String, String> asked = new HashMap<>();
        for (String name : names) {
            String value = headers.getHeaderString(name);
            if (value != null) {
                asked.put(name, value);
            }
        }
        return asked;
    }

    private static Response answered(
            NodeService service, String method, HttpClientResponse answer, Handover.Body handed) {
        Response.ResponseBuilder passed = Response.status(answer.statusCode());
        for (String name : ANSWERED) {
            String value = answer.getHeader(name);
            if (value != null) {
                passed.header(name, value);
            }
        }
        if (handed != null) {
            answer.resume();
            // The answer itself came with no body, and says so.
            passed.header("Content-Length", null);
            if (handed.length() >= 0) {
                passed.header("Content-Length", handed.length());
            }
            return passed.entity(handed.entity()).build();
        }
        if (method.equals("HEAD") || answer.statusCode() == 304) {
            answer.resume();
            return passed.build();
        }
        return passed.entity(new PassedBody(service, answer)).build();
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
}
