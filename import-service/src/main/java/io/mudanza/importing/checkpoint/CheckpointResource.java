package io.mudanza.importing.checkpoint;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.Checkpoint;
import io.mudanza.importing.target.PlatformTarget;
import io.mudanza.platform.step.StepProblems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The kept states of the platform. Dropping one is a decision of the operator, and final. */
@Path("/internal/importing/checkpoints")
@RolesAllowed("internal")
@RunOnVirtualThread
public class CheckpointResource {

    private static final Logger LOG = Logger.getLogger(CheckpointResource.class);

    private final PlatformTarget target;

    CheckpointResource(PlatformTarget target) {
        this.target = target;
    }

    /** A kept state on the wire. */
    private record Shown(
            String id, UUID jobId, String kind, String mode, String name, Instant createdAt, long sizeBytes,
            long records, boolean media, boolean valid) {

        static Shown of(Checkpoint state) {
            return new Shown(
                    state.id(), state.job(), state.kind().name().toLowerCase(java.util.Locale.ROOT), state.mode().wire(),
                    state.name(), state.created(), state.bytes(), state.records(), state.media(), state.valid());
        }
    }

    private record Listing(List<Shown> checkpoints) {}

    @GET
    public Response list() throws InterruptedException {
        try {
            List<Shown> shown = target.use(platform -> platform.list()).stream().map(Shown::of).toList();
            return Response.ok(BundleJson.write(new Listing(shown)), MediaType.APPLICATION_JSON).build();
        } catch (EngineException e) {
            return problem(e);
        }
    }

    @DELETE
    @Path("{id}")
    public Response drop(@PathParam("id") String id) throws InterruptedException {
        try {
            target.use(platform -> {
                platform.drop(id);
                return null;
            });
            LOG.infof("checkpoint %s dropped", id);
            return Response.noContent().build();
        } catch (EngineException e) {
            return problem(e);
        }
    }

    private record Problem(String type, int status, String code, String detail) {}

    private static Response problem(EngineException e) {
        ProblemCode code = e.code() == EngineException.Code.CHECKPOINT_MISSING
                ? ProblemCode.NOT_FOUND
                : StepProblems.codeOf(e.code().name());
        return Response.status(code.httpStatus())
                .type("application/problem+json")
                .entity(BundleJson.write(new Problem("about:blank", code.httpStatus(), code.wire(), e.getMessage())))
                .build();
    }
}
