package io.mudanza.token.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.token.problem.TokenProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;

/** Where the gateway spends a use of its caller's token, within the transaction that makes the job. */
@Path("/internal/token/tokens/{id}/sessions")
@RolesAllowed("internal")
@RunOnVirtualThread
public class SessionsResource {

    private static final int LONGEST_KEY = 300;

    private final TokenSessions sessions;

    SessionsResource(TokenSessions sessions) {
        this.sessions = sessions;
    }

    /**
     * An opening.
     *
     * @param key   knows the same opening again
     * @param ofJob a job whose session the new one joins; null for a session of its own
     */
    public record Opening(String key, @JsonProperty("job_id") UUID job, @JsonProperty("of_job") UUID ofJob, String address) {
    }

    @POST
    public void open(@PathParam("id") String id, Opening opening) {
        if (opening == null || opening.job() == null || opening.key() == null || opening.key().length() > LONGEST_KEY) {
            throw new TokenProblem(ProblemCode.INVALID_REQUEST, "An opening has a key and a job_id");
        }
        if (opening.ofJob() == null) {
            sessions.open(id, opening.key(), opening.job(), opening.address());
        } else {
            sessions.join(id, opening.ofJob(), opening.job());
        }
    }
}
