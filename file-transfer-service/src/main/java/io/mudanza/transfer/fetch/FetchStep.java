package io.mudanza.transfer.fetch;

import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.steps.StepHandler;
import io.mudanza.transfer.health.TransferMetrics;
import io.mudanza.transfer.peer.JobPeers;
import io.mudanza.transfer.peer.PartSource;
import io.mudanza.transfer.peer.Peer;
import io.mudanza.transfer.peer.PeerClient;
import io.mudanza.transfer.peer.PeerKeys;
import io.mudanza.transfer.received.ReceivedBundles;
import io.mudanza.transfer.received.Reception;
import io.mudanza.transfer.settings.TransferSettings;
import io.mudanza.transfer.steps.Failures;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/**
 * Follows the peer's feed and stores its parts, each checked before it is visible. Goes on from the last part after a
 * crash.
 */
@ApplicationScoped
class FetchStep implements StepHandler {

    private final JobPeers peers;
    private final PeerClient client;
    private final ReceivedBundles bundles;
    private final TransferSettings settings;
    private final TransferMetrics metrics;
    private final PeerKeys keys;

    FetchStep(
            JobPeers peers,
            PeerClient client,
            ReceivedBundles bundles,
            TransferSettings settings,
            TransferMetrics metrics,
            PeerKeys keys) {
        this.peers = peers;
        this.client = client;
        this.bundles = bundles;
        this.settings = settings;
        this.metrics = metrics;
        this.keys = keys;
    }

    @Override
    public StepKind kind() {
        return StepKind.FETCH;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        try (Reception reception = bundles.receive(context)) {
            if (reception.completed() == null) {
                fetch(context, reception);
            } else {
                context.log(LogLevel.INFO, "The bundle had arrived before.");
            }
            return Map.of(StepFacts.MANIFEST_SHA256, Reception.sha256(reception.completed()));
        } catch (IOException failed) {
            throw Failures.of(context, failed);
        }
    }

    private void fetch(StepContext context, Reception reception)
            throws StepFailedException, InterruptedException, IOException {
        UUID remote = remoteJob(context);
        Peer peer = peers.of(context);
        PeerFeed feed = new PeerFeed(client, peer, remote, settings.patience(), context);
        try (FetchFollower follower = new FetchFollower(
                context, reception, bundles.of(context.jobId()), feed, new PartSource(client, peer, remote), settings,
                        metrics, keys)) {
            feed.follow(follower);
            follower.throwFailure();
        }
        // A failure is not told to those who load meanwhile: the saga fetches again, or stops them.
    }

    private static UUID remoteJob(StepContext context) throws StepFailedException {
        String text = context.fact(StepFacts.REMOTE_JOB_ID);
        if (text == null) {
            throw new StepFailedException(
                    ProblemCode.INTERNAL_ERROR, "The step has no remote job: CONNECT did not run before FETCH.");
        }
        return UUID.fromString(text);
    }
}
