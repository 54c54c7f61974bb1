package io.mudanza.gateway.transfers;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobStatus;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.access.Fence;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.jobs.JobRepository;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.view.JobIds;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an export has sealed. */
@Path("/api/v1/migration")
@RunOnVirtualThread
@Tag(name = "transfers")
public class DownloadResource {
    private static final Set<JobDirection> WITH_PARTS = Set.of(JobDirection.EXPORT, JobDirection.PUSH);
    private static final Duration UNTIL_BEGUN = Duration.ofSeconds(60);

    private final Passage passage;
    private final JobRepository jobs;
    private final Fence fence;

    DownloadResource(Passage passage, JobRepository jobs, Fence fence) {
        this.passage = passage;
        this.jobs = jobs;
        this.fence = fence;
    }

    @GET
    @Path("/download-export/{job_id}")
    @RolesAllowed({Roles.READ, Roles.FENCED_READ})
    @Operation(summary = "The bundle as one file", description = "Honours Range, If-Range and ETag; carries Repr-Digest.")
    @APIResponse(responseCode = "200", description = "The bundle, application/x-tar")
    @APIResponse(responseCode = "206", description = "The range that was asked for")
    public Response bundle(
            @PathParam("job_id") String id, @Context HttpHeaders headers, @Context HttpServerRequest request) {
        JobEntity job = export(id);
        if (job.status() != JobStatus.COMPLETED) {
            throw new ProblemException(ProblemCode.JOB_NOT_IN_STATE, "export.not_ready", job.status().wire());
        }
        return passage.get(NodeService.EXPORTING, "/internal/exporting/jobs/" + job.id + "/bundle",
                request.method().name(), headers);
    }

    @GET
    @Path("/download-export/{job_id}/parts")
    @RolesAllowed({Roles.READ, Roles.FENCED_READ})
    @Operation(
            summary = "The feed of sealed parts",
            description = "NDJSON, one line as each part is sealed; ends with the manifest. From its beginning each time. With"
                    + " carry=N the lines of parts of at most N bytes (no more than 32768) have the stored bytes with them, base64 in"
                    + " the field bytes, except for the first carry_from parts.")
    @APIResponse(responseCode = "200", description = "application/x-ndjson")
    public Response feed(
            @PathParam("job_id") String id,
            @QueryParam("carry") @DefaultValue("0") String carry,
            @QueryParam("carry_from") @DefaultValue("0") String carryFrom,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request)
            throws InterruptedException {
        JobEntity job = export(id);
        String path = "/internal/exporting/jobs/" + job.id + "/parts?carry=" + number("carry", carry) + "&carry_from="
                + number("carry_from", carryFrom);
        long deadline = System.nanoTime() + UNTIL_BEGUN.toNanos();
        while (true) {
            try {
                return passage.get(NodeService.EXPORTING, path, request.method().name(), headers);
            } catch (ProblemException missing) {
                // The export is on its way to the worker: whoever has just asked for it waits for its first line.
                boolean begins = missing.code() == ProblemCode.NOT_FOUND && job(job.id).completedAt == null;
                if (!begins || System.nanoTime() > deadline) {
                    throw missing;
                }
                Thread.sleep(200);
            }
        }
    }

    @GET
    @Path("/download-export/{job_id}/parts/{name:.+}")
    @RolesAllowed({Roles.READ, Roles.FENCED_READ})
    @Operation(summary = "One part", description = "Honours Range and If-Range.")
    @APIResponse(responseCode = "200", description = "The part, application/octet-stream")
    @APIResponse(responseCode = "206", description = "The range that was asked for")
    public Response part(
            @PathParam("job_id") String id,
            @PathParam("name") String name,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        JobEntity job = export(id);
        String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        String encoded = URLEncoder.encode(plain, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
        return passage.get(NodeService.EXPORTING, "/internal/exporting/jobs/" + job.id + "/parts/" + encoded,
                request.method().name(), headers);
    }

    private static String number(String name, String value) {
        if (!value.matches("[0-9]{1,9}")) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.parameter", name, "0 to 999999999");
        }
        return value;
    }

    private JobEntity export(String id) {
        UUID asked = JobIds.of(id);
        fence.job(asked);
        JobEntity job = job(asked);
        if (!WITH_PARTS.contains(job.direction())) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "export.not_export", job.id);
        }
        return job;
    }

    /** The row of the job alone: parts are asked for by the hundred. */
    private JobEntity job(UUID id) {
        return QuarkusTransaction.requiringNew().call(() -> jobs.findByIdOptional(id)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "job.unknown", id)));
    }
}
