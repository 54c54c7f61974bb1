package io.mudanza.gateway.transfers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.access.Fence;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.idempotency.Idempotency;
import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.gateway.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The platform's media files. */
@Path("/api/v1/migration")
@RunOnVirtualThread
@Tag(name = "transfers")
public class MediaResource {
    private final Passage passage;
    private final NodeHttp node;
    private final Fence fence;
    private final Idempotency idempotency;
    private final SecurityIdentity caller;

    MediaResource(Passage passage, NodeHttp node, Fence fence, Idempotency idempotency, SecurityIdentity caller) {
        this.passage = passage;
        this.node = node;
        this.fence = fence;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Path("/media-list")
    @RolesAllowed({Roles.READ, Roles.FENCED_READ})
    @Operation(
            summary = "Media files, by key",
            description = "Ask again with after=next. A page may be shorter than limit; only next: null ends the list.")
    @APIResponse(responseCode = "200", description = "{files: [{key, size, sha256, content_type, last_modified}], next}")
    public Response list(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("500") String limit,
            @Context HttpHeaders headers) {
        if (!limit.matches("[0-9]{1,4}")) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.parameter", "limit", "1 to 1000");
        }
        fence.mediaList();
        String path = "/internal/transfer/media/list?after=" + encoded(after) + "&limit=" + limit;
        return fence.holds()
                ? Answer.ok(shown(node.json(NodeService.TRANSFER, "GET", path, null, Map.of()))).response()
                : passage.get(NodeService.TRANSFER, path, "GET", headers);
    }

    @GET
    @Path("/download-file")
    @RolesAllowed({Roles.READ, Roles.FENCED_READ})
    @Operation(summary = "One media file", description = "Honours Range, If-Range and ETag.")
    @APIResponse(responseCode = "200", description = "The file")
    @APIResponse(responseCode = "206", description = "The range that was asked for")
    public Response file(
            @QueryParam("path") String path, @Context HttpHeaders headers, @Context HttpServerRequest request) {
        fence.media(required(path));
        return passage.get(NodeService.TRANSFER, "/internal/transfer/media/file?path=" + encoded(path),
                request.method().name(), headers);
    }

    @POST
    @Path("/receive-file")
    @RolesAllowed({Roles.WRITE, Roles.FENCED_WRITE})
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Receives one media file, resumable",
            description = "Chunks by offset like receive-import. The request with last=true carries Repr-Digest (sha-256 of the whole"
                    + " file), which is checked before the file is visible.")
    @RequestBody(content = @Content(mediaType = "application/octet-stream",
            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "200", description = "{offset, complete}")
    public Response receive(
            @QueryParam("path") String path,
            @QueryParam("offset") @DefaultValue("0") String offset,
            @QueryParam("last") @DefaultValue("false") String last,
            @HeaderParam("Idempotency-Key") String key,
            @Context HttpHeaders headers,
            InputStream body) {
        fence.media(required(path));
        String target = "/internal/transfer/media/file?path=" + encoded(path) + "&offset="
                + ImportOptions.offset(offset) + (ImportOptions.flag("last", last) ? "&last=true" : "");
        String asked = "receive-file " + target + " " + headers.getHeaderString("Content-Length") + " "
                + headers.getHeaderString("Content-Digest") + " " + headers.getHeaderString("Repr-Digest");
        return idempotency.answerOnce(key, caller.getPrincipal().getName(), asked, () -> send(target, body, headers))
                .response();
    }

    private Answer send(String target, InputStream body, HttpHeaders headers) {
        try (InputStream state = passage.post(NodeService.TRANSFER, target, body, headers).body()) {
            return new Answer(200, null, state.readAllBytes());
        } catch (IOException broken) {
            throw new ProblemException(
                    ProblemCode.SERVICE_UNAVAILABLE, "service.away", NodeService.TRANSFER.wire(), broken);
        }
    }

    /** A page without what the caller must not see; it may be shorter, as every page may. */
    private JsonNode shown(JsonNode page) {
        if (page.path("files") instanceof ArrayNode files) {
            for (Iterator<JsonNode> each = files.iterator(); each.hasNext();) {
                if (!fence.shows(each.next().path("key").asText())) {
                    each.remove();
                }
            }
        }
        return page;
    }

    private static String required(String path) {
        if (path == null || path.isBlank()) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.missing", "path");
        }
        return path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
