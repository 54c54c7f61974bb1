package io.mudanza.gateway.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.access.BearerToken;
import io.mudanza.gateway.access.ClientAddress;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.idempotency.Idempotency;
import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.requests.RequestJson;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Migration tokens. The token-service decides; the caller's token is the actor in its audit. */
@Path("/api/v1/migration")
@RunOnVirtualThread
@Tag(name = "tokens")
public class TokenResource {
    private static final String TOKENS = "/internal/token/tokens";

    private final NodeHttp node;
    private final RequestJson json;
    private final Idempotency idempotency;
    private final SecurityIdentity caller;
    private final ClientAddress addresses;

    TokenResource(NodeHttp node, RequestJson json, Idempotency idempotency, SecurityIdentity caller,
            ClientAddress addresses) {
        this.node = node;
        this.json = json;
        this.idempotency = idempotency;
        this.caller = caller;
        this.addresses = addresses;
    }

    @POST
    @Path("/tokens")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Issues a token", description = "The secret is in this answer and nowhere else.")
    @RequestBody(required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = TokenForms.NewToken.class)))
    @APIResponseSchema(value = TokenForms.IssuedToken.class, responseCode = "201")
    public Response issue(byte[] body, @HeaderParam("Idempotency-Key") String key) {
        JsonNode wanted = json.tree(body);
        json.convert(wanted, TokenForms.NewToken.class);
        return idempotency.once(key, actor(), "tokens", body, () -> {
            JsonNode issued = node.json(NodeService.TOKEN, "POST", TOKENS, wanted, asActor());
            return Answer.of(201, "/api/v1/migration/tokens/" + issued.path("id").asText() + "/", issued);
        }).response();
    }

    @GET
    @Path("/tokens")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Tokens, never their secrets")
    @APIResponse(responseCode = "200", description = "{tokens, next_cursor}")
    public Response list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return Answer.ok(get(TOKENS + page(limit, cursor))).response();
    }

    @GET
    @Path("/tokens/{id}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "A token, never its secret")
    @APIResponse(responseCode = "200", description = "The token")
    public Response show(@PathParam("id") String id) {
        return Answer.ok(get(TOKENS + "/" + known(id))).response();
    }

    @POST
    @Path("/tokens/{id}/rotate")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Gives a token a new secret",
            description = "The id and all limits stay. The old secret is good beside the new one for the overlap, then out at once.")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = TokenForms.Rotation.class)))
    @APIResponseSchema(value = TokenForms.IssuedToken.class, responseCode = "200")
    public Response rotate(@PathParam("id") String id, byte[] body, @HeaderParam("Idempotency-Key") String key) {
        JsonNode wanted = json.tree(body);
        json.convert(wanted, TokenForms.Rotation.class);
        String path = TOKENS + "/" + known(id) + "/rotate";
        return idempotency.once(key, actor(), "rotate/" + id, body, () ->
                Answer.ok(node.json(NodeService.TOKEN, "POST", path, wanted, asActor()))).response();
    }

    @POST
    @Path("/keys/rotate")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "A new key for the JWTs between the node's services",
            description = "It signs ten minutes later, when every service knows it. at_once: it signs now and the old keys"
                    + " are good no more, for keys that may be in wrong hands; calls may fail for some minutes.")
    @APIResponseSchema(value = TokenForms.KeyRotation.class, responseCode = "200")
    public Response rotateKeys(@QueryParam("at_once") @DefaultValue("false") boolean atOnce,
            @HeaderParam("Idempotency-Key") String key) {
        String path = "/internal/token/keys/rotate?at_once=" + atOnce;
        return idempotency.once(key, actor(), "keys/rotate", new byte[0], () ->
                Answer.ok(node.json(NodeService.TOKEN, "POST", path, null, asActor()))).response();
    }

    @DELETE
    @Path("/tokens/{id}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Revokes a token at once, with all that descend from it")
    @APIResponse(responseCode = "204", description = "Revoked")
    public Response revoke(@PathParam("id") String id) {
        node.json(NodeService.TOKEN, "DELETE", TOKENS + "/" + known(id), null, asActor());
        return Response.noContent().build();
    }

    @GET
    @Path("/tokens/{id}/audit")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "What was done with a token")
    @APIResponse(responseCode = "200", description = "{entries, next_cursor}")
    public Response audit(
            @PathParam("id") String id, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return Answer.ok(get(TOKENS + "/" + known(id) + "/audit" + page(limit, cursor))).response();
    }

    @POST
    @Path("/tokens/session")
    @RolesAllowed({Roles.READ, Roles.WRITE, Roles.ADMIN})
    @Operation(
            summary = "A short JWT for requests by Kafka",
            description = "Goes into the header authorization of a job request (docs/asyncapi.yaml). It opens no HTTP endpoint.")
    @APIResponseSchema(value = TokenForms.Session.class, responseCode = "200")
    public Response session(@Context RoutingContext context, @HeaderParam("Idempotency-Key") String key) {
        String token = BearerToken.of(context);
        String address = addresses.of(context.request());
        return idempotency.once(key, actor(), "tokens/session", null,
                () -> Answer.ok(node.json(NodeService.TOKEN, "POST", TOKENS + "/session",
                        Map.of("token", String.valueOf(token), "address", address), Map.of()))).response();
    }

    private JsonNode get(String path) {
        return node.json(NodeService.TOKEN, "GET", path, null, asActor());
    }

    private Map<String, String> asActor() {
        return Map.of("X-Mudanza-Actor", actor());
    }

    private String actor() {
        return caller.getPrincipal().getName();
    }

    private static String known(String id) {
        if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "not_found");
        }
        return id;
    }

    private static String page(String limit, String cursor) {
        if (limit != null && !limit.matches("[0-9]{1,4}")) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.parameter", "limit", "1 to 1000");
        }
        String query = limit == null ? "" : "&limit=" + URLEncoder.encode(limit, StandardCharsets.UTF_8);
        query += cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return query.isEmpty() ? "" : "?" + query.substring(1);
    }
}
