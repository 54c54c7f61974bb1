package io.mudanza.token.issue;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.token.audit.AuditPage;
import io.mudanza.token.audit.TokenAudit;
import io.mudanza.token.problem.TokenProblem;
import io.mudanza.token.time.TokenClock;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The tokens of the node, for the gateway: it has checked that its caller is an admin. */
@Path("/internal/token/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("internal")
@RunOnVirtualThread
public class TokensResource {

    private static final String ACTOR = "X-Mudanza-Actor";
    private static final int MOST_ROWS = 500;

    private final TokenIssuer issuer;
    private final MigrationTokenRepository tokens;
    private final TokenAudit audit;
    private final TokenClock clock;

    TokensResource(TokenIssuer issuer, MigrationTokenRepository tokens, TokenAudit audit, TokenClock clock) {
        this.issuer = issuer;
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    @POST
    public Response issue(TokenRequest request, @HeaderParam(ACTOR) @DefaultValue("unknown") String actor) {
        if (request == null) {
            throw new TokenProblem(ProblemCode.MALFORMED_REQUEST, "Send the wanted token as a JSON object");
        }
        return Response.status(Response.Status.CREATED).entity(issuer.issue(request, actor)).build();
    }

    @GET
    public TokenPage list(@QueryParam("limit") @DefaultValue("100") int limit, @QueryParam("cursor") String cursor) {
        MigrationTokenEntity after = cursor == null ? null : tokens.findByIdOptional(cursor).orElseThrow(
                () -> new TokenProblem(ProblemCode.INVALID_REQUEST,
                        "cursor must be the next_cursor of the page before"));
        int rows = Math.clamp(limit, 1, MOST_ROWS);
        List<TokenView> views = tokens.page(rows, after).stream().map(token -> token.view(clock.now())).toList();
        return new TokenPage(views, views.size() < rows ? null : views.getLast().id());
    }

    @GET
    @Path("/{id}")
    public TokenView show(@PathParam("id") String id) {
        return tokens.findByIdOptional(id).orElseThrow(TokensResource::notFound).view(clock.now());
    }

    @DELETE
    @Path("/{id}")
    public void revoke(@PathParam("id") String id, @HeaderParam(ACTOR) @DefaultValue("unknown") String actor) {
        issuer.revoke(id, actor);
    }

    @POST
    @Path("/{id}/rotate")
    public IssuedToken rotate(@PathParam("id") String id, RotateRequest request,
            @HeaderParam(ACTOR) @DefaultValue("unknown") String actor) {
        return issuer.rotate(id, request == null ? new RotateRequest(null, null, null) : request, actor);
    }

    @GET
    @Path("/{id}/audit")
    public AuditPage audit(@PathParam("id") String id, @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") String cursor) {
        tokens.findByIdOptional(id).orElseThrow(TokensResource::notFound);
        return audit.page(id, Math.clamp(limit, 1, MOST_ROWS), cursor);
    }

    private static TokenProblem notFound() {
        return new TokenProblem(ProblemCode.NOT_FOUND,
                "There is no token with this id. List the tokens to see their ids");
    }
}
