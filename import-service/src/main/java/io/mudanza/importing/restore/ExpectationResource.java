package io.mudanza.importing.restore;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.steps.StepFailedException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** What the restored state of a job has to be, for whoever compares. */
@Path("/internal/importing/jobs/{job}/expectation")
@RolesAllowed("internal")
@RunOnVirtualThread
public class ExpectationResource {

    private final RestoredStates states;

    ExpectationResource(RestoredStates states) {
        this.states = states;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String get(@PathParam("job") UUID job) {
        try {
            return BundleJson.write(states.expected(job)
                    .orElseThrow(() -> new NotFoundException("nothing was restored by this job")));
        } catch (StepFailedException away) {
            throw new ServiceUnavailableException(away.getMessage());
        }
    }
}
