package io.mudanza.token.jwt;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.token.introspect.Introspection;
import io.mudanza.token.introspect.Introspector;
import io.mudanza.token.introspect.PresentedToken;
import io.mudanza.token.problem.TokenProblem;
import io.mudanza.token.time.TokenClock;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Set;

/** Turns a good migration token into a JWT that a message can carry: no message ever holds the token itself. */
@Path("/internal/token/tokens/session")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("internal")
@RunOnVirtualThread
public class SessionResource {

    private final Introspector introspector;
    private final JwtSigner signer;
    private final TokenClock clock;

    SessionResource(Introspector introspector, JwtSigner signer, TokenClock clock) {
        this.introspector = introspector;
        this.signer = signer;
        this.clock = clock;
    }

    @POST
    public SignedJwt open(PresentedToken presented) {
        if (presented == null) {
            throw new TokenProblem(ProblemCode.MALFORMED_REQUEST, "Send the token as a JSON object");
        }
        Introspection token = introspector.introspect(presented.token(), presented.address());
        if (!token.active()) {
            throw new TokenProblem(ProblemCode.ofWire(token.code()), token.detail());
        }
        if (token.scope() != null || token.limited()) {
            throw new TokenProblem(ProblemCode.PERMISSION_DENIED,
                    "A token with scope, single_use or max_uses makes no requests by Kafka. Call the API instead");
        }
        return signer.sign(token.id(), "mudanza-requests", Set.copyOf(token.permissions()), null,
                Duration.between(clock.now(), token.expiresAt()));
    }
}
