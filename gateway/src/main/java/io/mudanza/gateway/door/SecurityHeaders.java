package io.mudanza.gateway.door;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;

/** What every answer tells a browser. Who answers may say something stricter in place of it. */
@ApplicationScoped
class SecurityHeaders {
    private static final int FIRST = 1000;

    private final Problems problems;

    SecurityHeaders(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, FIRST);
    }

    private void add(RoutingContext context) {
        HttpServerResponse answer = context.response();
        answer.putHeader("X-Content-Type-Options", "nosniff");
        answer.putHeader("Referrer-Policy", "no-referrer");
        answer.putHeader("X-Frame-Options", "DENY");
        String path = context.request().path();
        if (path == null || !path.startsWith("/q/")) {
            answer.putHeader("Cache-Control", "no-store");
            answer.putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
        if (context.request().isSSL()) {
            answer.putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (path != null && path.startsWith("/api/") && !readable(context.request().uri())) {
            String language = context.request().getHeader("Accept-Language");
            answer.setStatusCode(400).putHeader("Content-Type", "application/problem+json")
                    .end(Buffer.buffer(problems.document(
                            new ProblemException(ProblemCode.MALFORMED_REQUEST, "request.address"), language, null)));
            return;
        }
        context.next();
    }

    /** Whether all layers will understand the same address: what is not percent-encoded well, some refuse without a word. */
    private static boolean readable(String address) {
        try {
            return new URI(address).getPath() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
