package io.mudanza.gateway.transfers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.mudanza.gateway.access.Fence;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.idempotency.Idempotency;
import io.mudanza.gateway.view.JobIds;
import io.mudanza.messaging.cloudevent.ContractJson;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes a bundle in, in one piece or in many. */
@Path("/api/v1/migration")
@RunOnVirtualThread
@Tag(name = "transfers")
public class UploadResource {
    private static final ObjectMapper JSON = ContractJson.newMapper();

    private final ImportUploads uploads;
    private final SecurityIdentity caller;
    private final Idempotency idempotency;
    private final Fence fence;

    UploadResource(ImportUploads uploads, Idempotency idempotency, SecurityIdentity caller, Fence fence) {
        this.uploads = uploads;
        this.idempotency = idempotency;
        this.caller = caller;
        this.fence = fence;
    }

    /** Where an upload stands. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "Upload")
    public record Upload(UUID jobId, String status, long offset, boolean complete) {}

    @POST
    @Path("/receive-import")
    @RolesAllowed({Roles.WRITE, Roles.FENCED_WRITE})
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Receives a bundle to import, resumable",
            description = "Without job_id an upload is opened at offset 0 (the body may be empty) and 202 tells its job_id; the same"
                    + " Idempotency-Key gives the same job and its true offset. Every further chunk carries job_id and the"
                    + " offset. With last=true the import starts after this chunk; offset=0&last=true sends a bundle in one"
                    + " piece. Upload-Length announces the bytes of the whole: room is looked for before anything is sent, and"
                    + " the upload ends with exactly as many. Only the token that opened an upload, or an admin, sees it."
                    + " Content-Digest (sha-256) is checked before the offset moves. A wrong offset is 409"
                    + " upload_offset_mismatch with the members offset and complete. 409 platform_busy leaves the upload"
                    + " as it is: send an empty last chunk later.")
    @RequestBody(content = @Content(mediaType = "application/octet-stream",
            schema = @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING, format = "binary")))
    @APIResponseSchema(value = Upload.class, responseCode = "202")
    public Response receive(
            @QueryParam("offset") @DefaultValue("0") String offset,
            @QueryParam("last") @DefaultValue("false") String last,
            @QueryParam("job_id") String jobId,
            @BeanParam ImportOptions options,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("Upload-Length") String length,
            @Context HttpHeaders headers,
            InputStream body) {
        long from = ImportOptions.offset(offset);
        boolean ends = ImportOptions.flag("last", last);
        UUID job = jobId == null
                ? uploads.open(options.read(), length == null ? null : ImportOptions.offset(length), key, name())
                : ofCaller(jobId);
        String chunk = "receive-import/" + job + " " + from + " " + ends + " " + headers.getHeaderString("Content-Length")
                + " " + headers.getHeaderString("Content-Digest");
        // The key of an opening stands for its job already.
        Answer answer = idempotency.answerOnce(jobId == null ? null : key, name(), chunk, () -> Answer.of(202,
                "/api/v1/migration/jobs/" + job + "/", uploads.append(job, from, ends, body, headers, jobId == null)));
        Upload state = JSON.convertValue(answer.json(), Upload.class);
        return headers(state.offset(), state.complete(), answer.response());
    }

    @GET
    @Path("/receive-import")
    @RolesAllowed({Roles.WRITE, Roles.FENCED_WRITE})
    @Operation(
            summary = "Where an upload stands, and the import that follows it",
            description = "For the one who sends: a write token is enough to see the import to its end. When it has one, the"
                    + " certificate is at receive-import/{job_id}/certificate/.")
    @APIResponseSchema(value = ImportState.class, responseCode = "200")
    public Response state(@QueryParam("job_id") String jobId) {
        ImportState state = uploads.state(ofCaller(jobId));
        return headers(state.offset(), state.complete(), Answer.ok(state).response());
    }

    @HEAD
    @Path("/receive-import")
    @RolesAllowed({Roles.WRITE, Roles.FENCED_WRITE})
    @Operation(summary = "Where an upload stands, in the headers Upload-Offset and Upload-Complete")
    @APIResponse(responseCode = "200", description = "No body")
    public Response offset(@QueryParam("job_id") String jobId) {
        ImportState state = uploads.state(ofCaller(jobId));
        return headers(state.offset(), state.complete(), Response.ok().build());
    }

    private UUID ofCaller(String jobId) {
        UUID job = JobIds.of(jobId == null ? "" : jobId);
        fence.upload(job);
        return job;
    }

    private String name() {
        return caller.getPrincipal().getName();
    }

    private static Response headers(long offset, boolean complete, Response answer) {
        return Response.fromResponse(answer)
                .header("Upload-Offset", offset)
                .header("Upload-Complete", complete ? "?1" : "?0")
                .header("Cache-Control", "no-store")
                .build();
    }
}
