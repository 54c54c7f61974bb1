package io.mudanza.gateway.door;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.limits.LimitSettings;
import io.mudanza.gateway.problem.ProblemException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;

/** Who is allowed in may still send a body without end: JSON has a size and a time, everything else a lowest speed. */
@Provider
@Priority(Priorities.AUTHORIZATION + 2)
public class BodyFilter implements ContainerRequestFilter {
    /** Largest body of JSON. */
    public static final int MOST_JSON_BYTES = 1024 * 1024;
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final LimitSettings settings;
    private final CurrentVertxRequest current;

    @Context
    ResourceInfo resource;

    BodyFilter(LimitSettings settings, CurrentVertxRequest current) {
        this.settings = settings;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!WITH_BODY.contains(request.getMethod()) || !current.getCurrent().request().path().startsWith("/api/v1/")) {
            return;
        }
        String encoding = request.getHeaderString("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new NotSupportedException("a body is sent as it is");
        }
        boolean stream = Arrays.asList(resource.getResourceMethod().getParameterTypes()).contains(InputStream.class);
        if (!stream && tooLong(request.getHeaderString("Content-Length"))) {
            throw new ProblemException(ProblemCode.PAYLOAD_TOO_LARGE, "request.too_large");
        }
        request.setEntityStream(stream
                ? new GuardedBody(request.getEntityStream(), Long.MAX_VALUE, settings.bodyMinRate(), settings.bodyWindow(),
                        null)
                : new GuardedBody(request.getEntityStream(), MOST_JSON_BYTES, 0, settings.bodyWindow(),
                        settings.jsonTime()));
    }

    private static boolean tooLong(String length) {
        try {
            return length != null && Long.parseLong(length) > MOST_JSON_BYTES;
        } catch (NumberFormatException malformed) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "malformed_request", malformed);
        }
    }
}
