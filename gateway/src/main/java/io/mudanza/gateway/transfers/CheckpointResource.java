package io.mudanza.gateway.transfers;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.gateway.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Old states that can be put back. */
@Path("/api/v1/migration")
@RunOnVirtualThread
@Tag(name = "checkpoints")
public class CheckpointResource {
    private final Passage passage;
    private final NodeHttp node;

    CheckpointResource(Passage passage, NodeHttp node) {
        this.passage = passage;
        this.node = node;
    }

    @GET
    @Path("/checkpoints")
    @RolesAllowed(Roles.READ)
    @Operation(summary = "Checkpoints: name, size, records, valid or not")
    @APIResponse(responseCode = "200", description = "The checkpoints, application/json")
    public Response list(@Context HttpHeaders headers) {
        return passage.get(NodeService.IMPORTING, "/internal/importing/checkpoints", "GET", headers);
    }

    @DELETE
    @Path("/checkpoints/{id}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Drops a checkpoint; its job cannot be rolled back after that")
    @APIResponse(responseCode = "204", description = "Dropped")
    public Response delete(@PathParam("id") String id) {
        if (!id.matches("[A-Za-z0-9_.-]{1,200}")) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "not_found");
        }
        node.json(NodeService.IMPORTING, "DELETE", "/internal/importing/checkpoints/" + id, null, Map.of());
        return Response.noContent().build();
    }
}
