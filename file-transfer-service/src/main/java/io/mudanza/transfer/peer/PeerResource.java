package io.mudanza.transfer.peer;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.problem.TransferProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** Takes the credentials of a job's peer; they never travel in a message. */
@Path("/internal/transfer/peers/{job}")
@RolesAllowed("internal")
@RunOnVirtualThread
public class PeerResource {

    private final Peers peers;

    PeerResource(Peers peers) {
        this.peers = peers;
    }

    /**
     * What the caller gives.
     *
     * @param url   address of the peer's gateway
     * @param token migration token of the peer
     */
    public record Credentials(String url, String token) {

        @Override
        public String toString() {
            return "Credentials[hidden]";
        }
    }

    /** Checks and keeps; answers with the address in its only form. */
    @POST
    public Map<String, String> keep(@PathParam("job") UUID job, Credentials given) throws SQLException {
        if (given == null) {
            throw new TransferProblem(ProblemCode.MALFORMED_REQUEST, "Send {\"url\": …, \"token\": …}.");
        }
        return Map.of("url", peers.keep(job, given.url(), given.token()).toString());
    }

    /** Forgets the peer of a job that will not run. */
    @DELETE
    public void forget(@PathParam("job") UUID job) throws SQLException {
        peers.forget(job);
    }
}
