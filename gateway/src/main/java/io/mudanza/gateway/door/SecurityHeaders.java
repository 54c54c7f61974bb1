package io.mudanza.gateway.door;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What every answer tells a browser. Who answers may say something stricter in place of it. */
@ApplicationScoped
class SecurityHeaders {
    private static final int FIRST = 1000;

    void register(@Observes Filters filters) {
        filters.register(SecurityHeaders::add, FIRST);
    }

    private static void add(RoutingContext context) {
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
        context.next();
    }
}
