package io.mudanza.gateway.transfers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.access.Fence;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.idempotency.Idempotency;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.requests.RequestJson;
import io.mudanza.messaging.cloudevent.ContractJson;
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
    private final MediaLists lists;
    private final Fence fence;
    private final RequestJson json;
    private final Idempotency idempotency;
    private final SecurityIdentity caller;

    MediaResource(
            Passage passage,
            MediaLists lists,
            Fence fence,
            RequestJson json,
            Idempotency idempotency,
            SecurityIdentity caller) {
        this.json = json;
        this.passage = passage;
        this.lists = lists;
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
            @QueryParam("limit") @DefaultValue("500") String limit) {
        if (!limit.matches("[0-9]{1,4}")) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.parameter", "limit", "1 to 1000");
        }
        fence.mediaList();
        String path = "/internal/transfer/media/list?after=" + encoded(after) + "&limit=" + limit;
        JsonNode page = lists.page(path);
        return Answer.ok(fence.holds() ? shown(page) : page).response();
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
    @Path("/download-files")
    @RolesAllowed({Roles.READ, Roles.FENCED_READ})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Many media files in one stream",
            description = "{\"files\": [{\"key\", \"size\", \"sha256\"}]}, 1 to 1000 files; size and sha256 say which file is wanted and may"
                    + " be left out. For each, in the same order, comes a line of JSON {key, status, size, sha256} and then"
                    + " exactly size bytes where status is ok. missing: there is no such file; changed: it is another one by"
                    + " now. sha256 is there where it is known without reading the file. The last line is {\"status\": \"end\"};"
                    + " a stream without it is cut: ask again for what has not come.")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "200", description = "The files, application/vnd.mudanza.files")
    public Response files(@Context HttpHeaders headers, byte[] asked) {
        JsonNode wanted = json.tree(asked);
        requireWithin(wanted.path("files"));
        // What was checked is what is sent on: another reader of the same bytes might see other names.
        return passage.ask(NodeService.TRANSFER, "/internal/transfer/media/files", ContractJson.write(wanted), headers);
    }

    private void requireWithin(JsonNode files) {
        boolean named = files.isArray() && !files.isEmpty();
        for (JsonNode file : files) {
            named &= file.path("key").isTextual();
        }
        if (!named) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.field", "files", "[{\"key\": …}]");
        }
        if (fence.holds()) {
            fence.mediaList();
            for (JsonNode file : files) {
                String key = file.path("key").textValue();
                if (!fence.shows(key)) {
                    fence.media(key);
                }
            }
        }
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
            Answer answer = new Answer(200, null, state.readAllBytes());
            if (target.endsWith("&last=true")) {
                lists.changed();
            }
            return answer;
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
