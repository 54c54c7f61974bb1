package io.mudanza.gateway.view;

import io.mudanza.gateway.access.Fence;
import io.mudanza.gateway.access.Roles;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.core.Context;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happens to a job, live. */
@Path("/api/v1/migration")
@Tag(name = "jobs")
public class JobStreamResource {
    private final JobStream stream;
    private final JobViews views;
    private final Fence fence;

    JobStreamResource(JobStream stream, JobViews views, Fence fence) {
        this.stream = stream;
        this.views = views;
        this.fence = fence;
    }

    @GET
    @Path("/jobs/{job_id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({Roles.READ, Roles.FENCED_READ})
    @Blocking
    @Operation(
            summary = "A job's log and progress as server-sent events",
            description = "Events `job`, `step` and `log` have ids and come again after Last-Event-ID; `progress` (the job's"
                    + " record) has none. Comments keep the connection alive. The stream ends with the job; asked for"
                    + " again after its last event, it answers 204.")
    public Multi<OutboundSseEvent> events(
            @PathParam("job_id") String id, @HeaderParam("Last-Event-ID") String lastEventId, @Context Sse sse) {
        UUID jobId = JobIds.of(id);
        fence.job(jobId);
        long after = number(lastEventId);
        boolean over = QuarkusTransaction.requiringNew().call(() -> {
            views.of(jobId, false);
            return stream.over(jobId, after);
        });
        if (over) {
            throw new WebApplicationException(Response.noContent().build());
        }
        return stream.of(jobId, after, sse);
    }

    /** An id that is no number is none of ours: the stream begins at its beginning. */
    private static long number(String lastEventId) {
        try {
            return lastEventId == null ? 0 : Math.max(0, Long.parseLong(lastEventId.strip()));
        } catch (NumberFormatException foreign) {
            return 0;
        }
    }
}
