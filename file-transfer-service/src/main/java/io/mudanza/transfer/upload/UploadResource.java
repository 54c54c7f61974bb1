package io.mudanza.transfer.upload;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.digest.DigestField;
import io.mudanza.transfer.problem.TransferProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;

/** Bundle files on their way into this node. */
@Path("/internal/transfer/uploads/{job}")
@RolesAllowed("internal")
@RunOnVirtualThread
public class UploadResource {

    private final Uploads uploads;

    UploadResource(Uploads uploads) {
        this.uploads = uploads;
    }

    /** Appends the body at the offset; of an upload whose length was announced only where the rest has room. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response append(
            @PathParam("job") UUID job,
            @QueryParam("offset") @DefaultValue("-1") long offset,
            @QueryParam("last") boolean last,
            @QueryParam("length") @DefaultValue("-1") long announced,
            @QueryParam("backup") boolean backup,
            @HeaderParam("Content-Length") @DefaultValue("-1") long length,
            @HeaderParam("Content-Digest") String digest,
            InputStream body) {
        Quota quota = uploads.quota(backup);
        uploads.requireRoom(quota, announced - Math.max(0, offset));
        return answer(uploads.append(job, quota, offset, length, DigestField.parse("Content-Digest", digest), last, body));
    }

    /** Where the upload stands. */
    @GET
    public Response state(@PathParam("job") UUID job) {
        return answer(known(job));
    }

    /** Where the upload stands, in headers only. */
    @HEAD
    public Response offset(@PathParam("job") UUID job) {
        return headers(known(job)).build();
    }

    /** Gives the upload up. */
    @DELETE
    public Response remove(@PathParam("job") UUID job) {
        uploads.remove(job);
        return Response.noContent().build();
    }

    private UploadState known(UUID job) {
        return uploads.state(job)
                .orElseThrow(() -> new TransferProblem(ProblemCode.NOT_FOUND, "There is no upload of job " + job
                        + "."));
    }

    /** The state as JSON and as headers. */
    public static Response answer(UploadState state) {
        return headers(state).type(MediaType.APPLICATION_JSON).entity(state).build();
    }

    private static Response.ResponseBuilder headers(UploadState state) {
        return Response.ok()
                .header("Cache-Control", "no-store")
                .header("Upload-Offset", state.offset())
                .header("Upload-Complete", state.complete() ? "?1" : "?0");
    }
}
