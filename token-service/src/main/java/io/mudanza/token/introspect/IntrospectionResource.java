package io.mudanza.token.introspect;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.token.problem.TokenProblem;
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

    /** What the gateway refused a good token. */
    public record Outside(String id, String reason, String address) {
    }

    @POST
    @Path("/outside")
    public void outside(Outside outside) {
        if (outside == null || outside.id() == null || outside.reason() == null
                || !outside.reason().matches("[a-z_]{1,40}")) {
            throw new TokenProblem(ProblemCode.INVALID_REQUEST, "Say the id of the token and the reason");
        }
        introspector.outsideLimits(outside.id(), outside.reason(), outside.address());
    }
}
