package io.mudanza.gateway.door;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.access.ClientAddress;
import io.mudanza.gateway.problem.ProblemException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Turns away before any credential is looked at: a token in the address, which ends up in logs and histories, and a call
 * that came over the network in plain text.
 */
@Provider
@PreMatching
@Priority(1)
public class DoorFilter implements ContainerRequestFilter {
    private static final Pattern SECRET = Pattern.compile(
            "mig_[A-Za-z0-9]+_[A-Za-z0-9_-]{20}|[?&](access_token|token|authorization|bearer|api_key|apikey|jwt)=",
            Pattern.CASE_INSENSITIVE);

    private final CurrentVertxRequest current;
    private final ClientAddress addresses;
    private final boolean plainHttp;

    DoorFilter(
            CurrentVertxRequest current,
            ClientAddress addresses,
            @ConfigProperty(name = "mudanza.gateway.allow-http", defaultValue = "false") boolean plainHttp) {
        this.current = current;
        this.addresses = addresses;
        this.plainHttp = plainHttp;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        HttpServerRequest request = current.getCurrent().request();
        if (request.path() == null || !request.path().startsWith("/api/v1/")) {
            return;
        }
        if (request.method().equals(HttpMethod.OPTIONS)) {
            // Nobody of another origin is to call this, and what there is stands in the API's document.
            throw new NotAllowedException("GET");
        }
        if (SECRET.matcher(request.uri()).find()) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "request.secret_in_address");
        }
        if (!plainHttp && !addresses.confidential(request)) {
            throw new ProblemException(ProblemCode.PERMISSION_DENIED, "request.plain_http");
        }
    }
}
