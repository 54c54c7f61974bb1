package io.mudanza.exporting.serve;

import io.mudanza.answers.RangedAnswer;
import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.tar.BundleTar;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.exporting.bundle.BundleFiles;
import io.mudanza.exporting.run.ExportEntity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Exports for the other services of the node: the gateway streams them to peers and to terminals. */
@Path("/internal/exporting/jobs/{job}")
@RolesAllowed("internal")
@RunOnVirtualThread
public class ExportResource {

    /** How long a download of the whole waits for the digest that goes ahead of it. */
    private static final Duration WHOLE_DIGEST = Duration.ofSeconds(10);

    private final ServedExports exports;
    private final BundleFiles bundles;

    ExportResource(ServedExports exports, BundleFiles bundles) {
        this.exports = exports;
        this.bundles = bundles;
    }

    /**
     * The feed from its beginning, then live; a line at least every few seconds.
     *
     * @param carry bytes that a part may have at most to come with its line; 0 for none
     * @param from  so many parts the follower has already
     */
    @GET
    @Path("parts")
    public Response parts(
            @PathParam("job") UUID job,
            @QueryParam("carry") @DefaultValue("0") int carry,
            @QueryParam("carry_from") @DefaultValue("0") long from) {
        if (!exports.known(job)) {
            return noExport(job);
        }
        StreamingOutput feed = out -> exports.follow(job, out, carry, from);
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
        return RangedAnswer.ofFile("\"" + part.get().sha256() + "\"", part.get().storedBytes(),
                        MediaType.APPLICATION_OCTET_STREAM, served.get().store().file(part.get().name()))
                .to(headers)
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
        DirectoryPartStore store = served.get().store();
        BundleTar tar;
        try {
            tar = bundles.of(store);
        } catch (BundleException e) {
            return Problem.of(ProblemCode.valueOf(e.code().name()), e.getMessage());
        }
        Response.ResponseBuilder answer = answer(tar.etag(), tar.length(), tar::open)
                .to(headers)
                .header("Content-Disposition", "attachment; filename=\"" + job + ".mudanza.tar\"");
        Duration patience = headers.getHeaderString("Range") == null ? WHOLE_DIGEST : Duration.ZERO;
        bundles.digest(store, patience).ifPresent(sha256 -> answer.header("Repr-Digest", "sha-256=:" + sha256 + ":"));
        return answer.build();
    }

    @DELETE
    public Response remove(@PathParam("job") UUID job) throws IOException {
        return exports.remove(job) ? Response.noContent().build() : noExport(job);
    }

    /** Bytes that never change: a digest names their state for ever. */
    private static RangedAnswer answer(String sha256, long length, RangedAnswer.Source source) {
        return new RangedAnswer("\"" + sha256 + "\"", length, MediaType.APPLICATION_OCTET_STREAM, source);
    }

    private static Response noExport(UUID job) {
        return Problem.of(ProblemCode.NOT_FOUND, "There is no export of job " + job + "; it may have been removed.");
    }
}
