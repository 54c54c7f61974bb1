package io.mudanza.exporting.serve;

import io.mudanza.bundle.part.Part;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.exporting.run.ExportEntity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** Exports for the other services of the node: the gateway streams them to peers and to terminals. */
@Path("/internal/exporting/jobs/{job}")
@RolesAllowed("internal")
@RunOnVirtualThread
public class ExportResource {

    private final ServedExports exports;
    private final BundleFile bundles;

    ExportResource(ServedExports exports, BundleFile bundles) {
        this.exports = exports;
        this.bundles = bundles;
    }

    /** The feed from its beginning, then live; a line at least every few seconds. */
    @GET
    @Path("parts")
    public Response parts(@PathParam("job") UUID job) {
        if (!exports.known(job)) {
            return noExport(job);
        }
        StreamingOutput feed = out -> exports.follow(job, out);
        return Response.ok(feed).type("application/x-ndjson").header("Cache-Control", "no-store").build();
    }

    @GET
    @Path("parts/{name:.+}")
    public Response part(@PathParam("job") UUID job, @PathParam("name") String name, @Context HttpHeaders headers)
            throws IOException {
        Optional<ServedExports.Served> served = exports.find(job);
        if (served.isEmpty()) {
            return noExport(job);
        }
        Optional<Part> part = served.get().index().part(name);
        if (part.isEmpty() || !served.get().store().isSealed(part.get().name())) {
            return Problem.of(ProblemCode.NOT_FOUND,
                    "The export of job " + job + " has no part of that name; read its feed again.");
        }
        return new RangeAnswer(headers, part.get().sha256(), part.get().storedBytes())
                .of(offset -> served.get().store().open(part.get().name(), offset))
                .build();
    }

    /** The whole bundle as one tar file. */
    @GET
    @Path("bundle")
    public Response bundle(@PathParam("job") UUID job, @Context HttpHeaders headers) throws IOException {
        Optional<ServedExports.Served> served = exports.find(job);
        if (served.isEmpty()) {
            return noExport(job);
        }
        if (served.get().state() != ExportEntity.State.SEALED) {
            return Problem.of(ProblemCode.JOB_NOT_IN_STATE,
                    "The export of job " + job + " is not complete: wait until the job is completed.");
        }
        return bundles.answer(job, served.get(), headers);
    }

    @DELETE
    public Response remove(@PathParam("job") UUID job) throws IOException {
        return exports.remove(job) ? Response.noContent().build() : noExport(job);
    }

    private static Response noExport(UUID job) {
        return Problem.of(ProblemCode.NOT_FOUND, "There is no export of job " + job + "; it may have been removed.");
    }
}
