package io.mudanza.transfer.received;

import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.PartName;
import io.mudanza.bundle.store.CarriedParts;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.StoreFeed;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.problem.TransferProblem;
import io.mudanza.answers.PacedOutput;
import io.mudanza.answers.RangedAnswer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.UUID;

/** The parts that this node received for a job, for its other services. */
@Path("/internal/transfer/jobs/{job}/parts")
@RolesAllowed("internal")
@RunOnVirtualThread
public class ReceivedPartsResource {

    private static final Duration ALIVE = Duration.ofSeconds(10);

    private final ReceivedBundles bundles;
    private final OpenFeeds feeds;

    ReceivedPartsResource(ReceivedBundles bundles, OpenFeeds feeds) {
        this.bundles = bundles;
        this.feeds = feeds;
    }

    /**
     * The feed from its beginning, live; ends with its last line.
     *
     * @param carry bytes that a part may have at most to come with its line; 0 for none
     * @param from  so many parts the follower has already
     */
    @GET
    public Response follow(
            @PathParam("job") UUID job,
            @QueryParam("carry") @DefaultValue("0") int carry,
            @QueryParam("carry_from") @DefaultValue("0") long from) {
        DirectoryPartStore store = bundles.of(job);
        if (!Files.isDirectory(store.root())) {
            throw nothing("Nothing was received for job " + job + ".");
        }
        StreamingOutput body = output -> write(store, new CarriedParts(store, carry, from), new PacedOutput(output));
        return Response.ok(body)
                .type("application/x-ndjson")
                .header("Cache-Control", "no-store")
                .build();
    }

    private void write(DirectoryPartStore store, CarriedParts parts, OutputStream output) throws IOException {
        try (StoreFeed feed = new StoreFeed(store, ALIVE)) {
            feeds.add(feed);
            try {
                FeedLine line = feed.next();
                while (line != null && !feeds.stopping()) {
                    output.write(parts.line(line));
                    output.flush();
                    if (line instanceof FeedLine.Alive && !Files.isDirectory(store.root())) {
                        return;
                    }
                    line = feed.next();
                }
            } finally {
                feeds.remove(feed);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** One part as stored. */
    @GET
    @Path("/{name:.+}")
    public Response part(@PathParam("job") UUID job, @PathParam("name") String name, @Context HttpHeaders headers)
            throws IOException {
        DirectoryPartStore store = bundles.of(job);
        if (!PartName.isSafe(name) || !store.isSealed(name)) {
            throw nothing("There is no part of that name.");
        }
        long length = store.length(name);
        long sealed = Files.getLastModifiedTime(store.root().resolve(name), LinkOption.NOFOLLOW_LINKS).toMillis();
        String etag = "\"%x-%x\"".formatted(length, sealed);
        return RangedAnswer.ofFile(etag, length, "application/octet-stream", store.file(name))
                .to(headers)
                .build();
    }

    private static TransferProblem nothing(String detail) {
        return new TransferProblem(ProblemCode.NOT_FOUND, detail);
    }
}
