package io.mudanza.transfer.peer;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.transfer.problem.TransferProblem;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/** The peer of the job that a step belongs to. */
@Singleton
public class JobPeers {

    private final Peers peers;

    JobPeers(Peers peers) {
        this.peers = peers;
    }

    /** @throws StepFailedException when no credentials are kept for the job */
    public Peer of(StepContext context) throws StepFailedException {
        try {
            return peers.find(context.jobId())
                    .orElseThrow(() -> new StepFailedException(
                            ProblemCode.PEER_REFUSED,
                            "No credentials of a peer are kept for this job any more; start the job again."));
        } catch (SQLException unreachable) {
            throw new StepFailedException(
                    ProblemCode.SERVICE_UNAVAILABLE, "The node's own database does not answer; try again.", unreachable);
        } catch (TransferProblem refused) {
            throw new StepFailedException(refused.code(), refused.getMessage(), refused);
        }
    }
}
