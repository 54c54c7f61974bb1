package io.mudanza.gateway.access;

import io.vertx.ext.web.RoutingContext;

/** What a call carries as its credential. */
public final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** What comes after {@code Bearer}; null when there is no such header. */
    public static String of(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        return header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? null
                : header.substring(SCHEME.length()).strip();
    }
}
