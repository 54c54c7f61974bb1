package io.mudanza.gateway.control;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.idempotency.Idempotency;
import io.mudanza.gateway.requests.ConfirmRequest;
import io.mudanza.gateway.requests.ExportRequest;
import io.mudanza.gateway.requests.PullRequest;
import io.mudanza.gateway.requests.PushRequest;
import io.mudanza.gateway.requests.RequestJson;
import io.mudanza.gateway.requests.VerifyRequest;
import io.mudanza.gateway.view.JobIds;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Everything that starts or steers a job. Every call honours {@code Idempotency-Key}. */
@Path("/api/v1/migration")
@RunOnVirtualThread
@Tag(name = "moves")
public class MoveResource {
    private static final String KEY = "Idempotency-Key";

    private final Moves moves;
    private final RequestJson json;
    private final Idempotency idempotency;
    private final SecurityIdentity caller;

    MoveResource(Moves moves, RequestJson json, Idempotency idempotency, SecurityIdentity caller) {
        this.moves = moves;
        this.json = json;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** What a started job answers. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "StartedJob")
    public record StartedJob(UUID jobId, String status) {}

    @POST
    @Path("/export")
    @RolesAllowed({Roles.READ, Roles.FENCED_READ})
    @Operation(summary = "Starts an export")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = ExportRequest.class)))
    @APIResponseSchema(value = StartedJob.class, responseCode = "202")
    public Response export(byte[] body, @HeaderParam(KEY) String key) {
        ExportRequest request = json.read(body, ExportRequest.class);
        return once(key, "export", body, () -> moves.export(request, opener(key)));
    }

    @POST
    @Path("/pull")
    @RolesAllowed({Roles.WRITE, Roles.FENCED_WRITE})
    @Operation(summary = "Moves a peer's platform here")
    @RequestBody(required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PullRequest.class)))
    @APIResponseSchema(value = StartedJob.class, responseCode = "202")
    public Response pull(byte[] body, @HeaderParam(KEY) String key) {
        PullRequest request = json.read(body, PullRequest.class);
        return once(key, "pull", body, () -> moves.pull(request, opener(key)));
    }

    @POST
    @Path("/push")
    @RolesAllowed({Roles.WRITE, Roles.FENCED_WRITE})
    @Operation(summary = "Moves this platform to a peer")
    @RequestBody(required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PushRequest.class)))
    @APIResponseSchema(value = StartedJob.class, responseCode = "202")
    public Response push(byte[] body, @HeaderParam(KEY) String key) {
        PushRequest request = json.read(body, PushRequest.class);
        return once(key, "push", body, () -> moves.push(request, opener(key)));
    }

    @POST
    @Path("/verify")
    @RolesAllowed({Roles.READ, Roles.FENCED_READ})
    @Operation(summary = "Compares this platform with what a job brought, or with a peer")
    @RequestBody(required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = VerifyRequest.class)))
    @APIResponseSchema(value = StartedJob.class, responseCode = "202")
    public Response verify(byte[] body, @HeaderParam(KEY) String key) {
        VerifyRequest request = json.read(body, VerifyRequest.class);
        return once(key, "verify", body, () -> moves.verify(request, opener(key)));
    }

    @POST
    @Path("/rollback/{job_id}")
    @RolesAllowed({Roles.WRITE, Roles.FENCED_WRITE})
    @Operation(summary = "Puts the checkpoint of a job back", description = "A job of its own, whose id is answered.")
    @RequestBody(required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ConfirmRequest.class)))
    @APIResponseSchema(value = StartedJob.class, responseCode = "202")
    public Response rollback(@PathParam("job_id") String id, byte[] body, @HeaderParam(KEY) String key) {
        UUID subject = JobIds.of(id);
        json.read(body, ConfirmRequest.class).check();
        return once(key, "rollback/" + subject, body, () -> moves.rollback(subject, name()));
    }

    @POST
    @Path("/jobs/{job_id}/cancel")
    @RolesAllowed({Roles.WRITE, Roles.FENCED_WRITE})
    @Operation(summary = "Stops a job safely; what it created is taken away")
    @APIResponseSchema(value = StartedJob.class, responseCode = "202")
    public Response cancel(@PathParam("job_id") String id, byte[] body, @HeaderParam(KEY) String key) {
        UUID job = JobIds.of(id);
        return once(key, "cancel/" + job, body, () -> moves.cancel(job));
    }

    @POST
    @Path("/jobs/{job_id}/resume")
    @RolesAllowed({Roles.WRITE, Roles.FENCED_WRITE})
    @Operation(summary = "Goes on with a failed or cancelled job from its last part")
    @APIResponseSchema(value = StartedJob.class, responseCode = "202")
    public Response resume(@PathParam("job_id") String id, byte[] body, @HeaderParam(KEY) String key) {
        UUID job = JobIds.of(id);
        return once(key, "resume/" + job, body, () -> moves.resume(job));
    }

    @DELETE
    @Path("/download-export/{job_id}")
    @RolesAllowed({Roles.READ, Roles.FENCED_READ})
    @Operation(summary = "Gives an export up", description = "For whoever asked for it, and for admin: stops it, or removes its bundle.")
    @APIResponse(responseCode = "204", description = "Given up")
    public Response giveUpExport(@PathParam("job_id") String id) {
        moves.giveUpExport(JobIds.of(id), name(), caller.hasRole(Roles.ADMIN));
        return Response.noContent().build();
    }

    private Response once(String key, String operation, byte[] body,
            Supplier<Answer> work) {
        return idempotency.once(key, name(), operation, body, work).response();
    }

    private Opener opener(String key) {
        return new Opener(name(), key);
    }

    private String name() {
        return caller.getPrincipal().getName();
    }
}
