package io.mudanza.gateway.control;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Restoring of backups: documented, not part of this version. */
@Path("/api/v1/migration")
@RunOnVirtualThread
@RolesAllowed(Roles.ADMIN)
@Tag(name = "backups")
public class BackupResource {
    @POST
    @Path("/upload-backup")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Uploads a backup (not part of this version)")
    @APIResponse(responseCode = "501", description = "not_implemented")
    public Response upload() {
        throw missing();
    }

    @POST
    @Path("/restore-backup/{job_id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Restores a backup (not part of this version)")
    @APIResponse(responseCode = "501", description = "not_implemented")
    public Response restore(@PathParam("job_id") String id) {
        throw missing();
    }

    @GET
    @Path("/restore-status/{job_id}")
    @Operation(summary = "How far a restore is (not part of this version)")
    @APIResponse(responseCode = "501", description = "not_implemented")
    public Response status(@PathParam("job_id") String id) {
        throw missing();
    }

    @GET
    @Path("/backup-jobs")
    @Operation(summary = "Backup jobs (not part of this version)")
    @APIResponse(responseCode = "501", description = "not_implemented")
    public Response jobs() {
        throw missing();
    }

    private static ProblemException missing() {
        return new ProblemException(ProblemCode.NOT_IMPLEMENTED, "missing.backup");
    }
}
