package io.mudanza.gateway.limits;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Counts a call with a good token, when it is known that the call is allowed. */
@Provider
@Priority(Priorities.AUTHORIZATION + 1)
public class TokenLimitFilter implements ContainerRequestFilter {
    private final Admission admission;
    private final Callers callers;
    private final SecurityIdentity identity;
    private final CurrentVertxRequest current;

    TokenLimitFilter(Admission admission, Callers callers, SecurityIdentity identity, CurrentVertxRequest current) {
        this.admission = admission;
        this.callers = callers;
        this.identity = identity;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (current.getCurrent().request().path().startsWith("/api/v1/") && !identity.isAnonymous()) {
            admission.enter(callers.of(current.getCurrent()), identity.getPrincipal().getName());
        }
    }
}
