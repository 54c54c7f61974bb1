package io.mudanza.token.introspect;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Answers the gateway's question about the token of its caller. Always 200: a bad token is an answer, not an error. */
@Path("/internal/token/introspect")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("internal")
@RunOnVirtualThread
public class IntrospectionResource {

    private final Introspector introspector;

    IntrospectionResource(Introspector introspector) {
        this.introspector = introspector;
    }

    @POST
    public Introspection introspect(PresentedToken presented) {
        return presented == null
                ? Introspection.invalid()
                : introspector.introspect(presented.token(), presented.address());
    }
}
