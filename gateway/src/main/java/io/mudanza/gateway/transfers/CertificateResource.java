package io.mudanza.gateway.transfers;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.access.Roles;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The proof of a job. */
@Path("/api/v1/migration")
@RunOnVirtualThread
@Tag(name = "jobs")
public class CertificateResource {
    private final Passage passage;
    private final JobViews views;

    CertificateResource(Passage passage, JobViews views) {
        this.passage = passage;
        this.views = views;
    }

    @GET
    @Path("/jobs/{job_id}/certificate")
    @RolesAllowed(Roles.READ)
    @Operation(summary = "The signed certificate", description = "JSON; format=html for people.")
    @APIResponse(responseCode = "200", description = "The certificate, application/json or text/html")
    public Response certificate(
            @PathParam("job_id") String id, @QueryParam("format") String format, @Context HttpHeaders headers) {
        JobView job = view(id);
        if (job.certificate() == null) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "certificate.missing", job.id());
        }
        if (format != null && !format.equals("json") && !format.equals("html")) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.parameter", "format", "json or html");
        }
        String query = "html".equals(format) ? "?format=html" : "";
        return passage.get(
                NodeService.VERIFYING, "/internal/verifying/jobs/" + job.id() + "/certificate" + query, "GET", headers);
    }

    @GET
    @Path("/jobs/{job_id}/report")
    @RolesAllowed(Roles.READ)
    @Operation(summary = "The verification in detail: every table, relation, sequence, file, and the keys that differ")
    @APIResponse(responseCode = "200", description = "The report, application/json")
    public Response report(@PathParam("job_id") String id, @Context HttpHeaders headers) {
        return passage.get(
                NodeService.VERIFYING, "/internal/verifying/jobs/" + view(id).id() + "/report", "GET", headers);
    }

    private JobView view(String id) {
        return QuarkusTransaction.requiringNew().call(() -> views.of(JobIds.of(id), false));
    }
}
