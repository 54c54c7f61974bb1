package io.mudanza.gateway.transfers;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.access.Fence;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.view.JobIds;
import io.mudanza.gateway.view.JobView;
import io.mudanza.gateway.view.JobViews;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The proof of a job. */
@Path("/api/v1/migration")
@RunOnVirtualThread
@Tag(name = "jobs")
public class CertificateResource {
    private static final String PAGE = "/internal/verifying/certificate-page";

    private final Passage passage;
    private final NodeHttp node;
    private final ImportUploads uploads;
    private final JobViews views;
    private final Fence fence;

    CertificateResource(Passage passage, NodeHttp node, ImportUploads uploads, JobViews views, Fence fence) {
        this.passage = passage;
        this.node = node;
        this.uploads = uploads;
        this.views = views;
        this.fence = fence;
    }

    @GET
    @Path("/jobs/{job_id}/certificate")
    @RolesAllowed({Roles.READ, Roles.FENCED_READ})
    @Operation(summary = "The signed certificate", description = "JSON; format=html for people.")
    @APIResponse(responseCode = "200", description = "The certificate, application/json or text/html")
    public Response certificate(
            @PathParam("job_id") String id, @QueryParam("format") String format, @Context HttpHeaders headers) {
        return certificate(view(id), format, headers);
    }

    @GET
    @Path("/receive-import/{job_id}/certificate")
    @RolesAllowed({Roles.WRITE, Roles.FENCED_WRITE})
    @Operation(
            summary = "The signed certificate of an import, for the one who sent it",
            description = "JSON; format=html for people.")
    @APIResponse(responseCode = "200", description = "The certificate, application/json or text/html")
    public Response certificateOfImport(
            @PathParam("job_id") String id, @QueryParam("format") String format, @Context HttpHeaders headers) {
        UUID job = JobIds.of(id);
        fence.upload(job);
        return certificate(uploads.required(job), format, headers);
    }

    private Response certificate(JobView job, String format, HttpHeaders headers) {
        if (job.certificate() == null) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "certificate.missing", job.id());
        }
        if (format != null && !format.equals("json") && !format.equals("html")) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.parameter", "format", "json or html");
        }
        boolean page = "html".equals(format);
        if (job.direction().equals(JobDirection.PUSH.wire())) {
            return ofPeer("/internal/transfer/jobs/" + job.id() + "/certificate", page, headers);
        }
        String query = page ? "?format=html" : "";
        return passage.get(
                NodeService.VERIFYING, "/internal/verifying/jobs/" + job.id() + "/certificate" + query, "GET", headers);
    }

    @GET
    @Path("/jobs/{job_id}/report")
    @RolesAllowed({Roles.READ, Roles.FENCED_READ})
    @Operation(summary = "The verification in detail: every table, relation, sequence, file, and the keys that differ")
    @APIResponse(responseCode = "200", description = "The report, application/json")
    public Response report(@PathParam("job_id") String id, @Context HttpHeaders headers) {
        return passage.get(
                NodeService.VERIFYING, "/internal/verifying/jobs/" + view(id).id() + "/report", "GET", headers);
    }

    /** What the peer proved; kept by the file-transfer service, made a page by the verification service. */
    private Response ofPeer(String path, boolean page, HttpHeaders headers) {
        if (!page) {
            return passage.get(NodeService.TRANSFER, path, "GET", headers);
        }
        try (InputStream json = node.send(NodeService.TRANSFER, node.request(NodeService.TRANSFER, path).GET().build())
                        .body();
                InputStream html = passage.post(NodeService.VERIFYING, PAGE, json, headers).body()) {
            return Response.ok(html.readAllBytes(), "text/html;charset=utf-8")
                    .header("Vary", "Accept-Language")
                    .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                    .header("X-Content-Type-Options", "nosniff")
                    .build();
        } catch (IOException broken) {
            throw new ProblemException(
                    ProblemCode.SERVICE_UNAVAILABLE, "service.away", NodeService.VERIFYING.wire(), broken);
        }
    }

    private JobView view(String id) {
        UUID job = JobIds.of(id);
        fence.job(job);
        return QuarkusTransaction.requiringNew().call(() -> views.of(job, false));
    }
}
