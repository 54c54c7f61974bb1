package io.mudanza.transfer.peer;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.transfer.problem.TransferProblem;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The peer of the job that a step belongs to. */
@Singleton
public class JobPeers {

    private static final Logger LOG = Logger.getLogger(JobPeers.class);
    private static final Set<String> RUNNING = Set.of("pending", "running", "verifying");

    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private final Peers peers;
    private final PeerClient client;

    JobPeers(Peers peers, PeerClient client) {
        this.peers = peers;
        this.client = client;
    }

    /** Keeps the id of the peer's job, so that CLEAN_UP can stop it when this job ends early. */
    public void remember(StepContext context, UUID remoteJob) throws StepFailedException {
        try {
            peers.remember(context.jobId(), remoteJob);
        } catch (SQLException unreachable) {
            throw databaseAway(unreachable);
        }
    }

    /** Value of {@code Idempotency-Key}: a repeated run of a step gets the same job at the peer. */
    public UUID key(StepContext context) throws StepFailedException {
        try {
            int number = peers.number(context.jobId());
            return number == 1
                    ? context.jobId()
                    : UUID.nameUUIDFromBytes((context.jobId() + " " + number).getBytes(StandardCharsets.UTF_8));
        } catch (SQLException unreachable) {
            throw databaseAway(unreachable);
        }
    }

    /** The peer's job of an earlier run has failed for good: the next one gets another key. */
    public void startOver(StepContext context) throws StepFailedException {
        try {
            peers.startOver(context.jobId());
        } catch (SQLException unreachable) {
            throw databaseAway(unreachable);
        }
    }

    /** The peer's job as an earlier run of a step has kept it. */
    public Optional<UUID> remembered(StepContext context) throws StepFailedException {
        try {
            return peers.remoteJob(context.jobId());
        } catch (SQLException unreachable) {
            throw databaseAway(unreachable);
        }
    }

    /** Stops the peer's job when it still runs, has its export removed, if the peer lets us, and forgets the peer. */
    public void release(StepContext context) throws SQLException, InterruptedException {
        UUID job = context.jobId();
        Optional<Peer> peer = Optional.empty();
        Optional<UUID> remote = peers.remoteJob(job);
        try {
            peer = peers.find(job);
        } catch (TransferProblem unreadable) {
            LOG.warnf("job %s: %s", job, unreadable.getMessage());
        }
        if (peer.isPresent() && remote.isPresent()) {
            stop(context, peer.get(), remote.get());
        }
        peers.forget(job);
    }

    /** For a while only: what a peer that is gone for long keeps of this job ends with its own retention. */
    private void stop(StepContext context, Peer peer, UUID remote) throws InterruptedException {
        Backoff backoff = new Backoff(FAREWELL);
        while (true) {
            try {
                stopOnce(context.direction(), peer, remote);
                return;
            } catch (PeerFailure | IOException deaf) {
                boolean passing = !(deaf instanceof PeerFailure failure) || failure.passing();
                if (!passing || context.cancelled() || !backoff.pause(null, context::cancelled)) {
                    LOG.infof("job %s: the peer's job %s could not be stopped: %s", context.jobId(), remote,
                            deaf.getMessage());
                    return;
                }
            }
        }
    }

    private void stopOnce(JobDirection direction, Peer peer, UUID remote)
            throws PeerFailure, IOException, InterruptedException {
        // A push has a token that may only write, all else one that may only read.
        if (direction != JobDirection.PUSH) {
            client.open(client.request(peer, "/download-export/" + remote + "/").delete().build()).close();
            return;
        }
        String status = client.json(client.request(peer, "/receive-import/?job_id=" + remote).get().build())
                .path("status").asText("");
        if (RUNNING.contains(status)) {
            client.open(client.request(peer, "/jobs/" + remote + "/cancel/")
                            .post(new byte[0]).build())
                    .close();
        }
    }

    /** @throws StepFailedException when no credentials are kept for the job */
    public Peer of(StepContext context) throws StepFailedException {
        try {
            return peers.find(context.jobId())
                    .orElseThrow(() -> new StepFailedException(
                            ProblemCode.PEER_REFUSED,
                            "No credentials of a peer are kept for this job any more; start the job again."));
        } catch (SQLException unreachable) {
            throw databaseAway(unreachable);
        } catch (TransferProblem refused) {
            throw new StepFailedException(refused.code(), refused.getMessage(), refused);
        }
    }

    private static StepFailedException databaseAway(SQLException unreachable) {
        return new StepFailedException(
                ProblemCode.SERVICE_UNAVAILABLE, "The node's own database does not answer; try again.", unreachable);
    }
}
