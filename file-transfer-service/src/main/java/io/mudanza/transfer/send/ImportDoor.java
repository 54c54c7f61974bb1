package io.mudanza.transfer.send;

import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.transfer.peer.JobPeers;
import io.mudanza.transfer.peer.Peer;
import io.mudanza.transfer.peer.PeerClient;
import io.mudanza.transfer.settings.TransferSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Where imports at peers are opened and found again. */
@Singleton
public class ImportDoor {

    private static final Set<String> LOST = Set.of("failed", "rolled_back", "cancelled");

    private final JobPeers peers;
    private final PeerClient client;
    private final TransferSettings settings;

    ImportDoor(JobPeers peers, PeerClient client, TransferSettings settings) {
        this.peers = peers;
        this.client = client;
        this.settings = settings;
    }

    /**
     * Opens the import at the peer of a job, or finds the one of an earlier run; one that failed is followed by another.
     *
     * @param patience how long a peer that does not answer is waited for
     * @return id of the job at the peer
     */
    public UUID open(StepContext context, Duration patience) throws StepFailedException, InterruptedException {
        Peer peer = peers.of(context);
        RemoteImport remote = remote(context, peer, patience);
        Optional<UUID> known = peers.remembered(context);
        if (known.isPresent()) {
            if (!LOST.contains(remote.state(known.get()).path("status").asText(""))) {
                return known.get();
            }
            peers.startOver(context);
        }
        UUID job = remote.open(peers.key(context)).job();
        peers.remember(context, job);
        return job;
    }

    RemoteImport remote(StepContext context, Peer peer, Duration patience) {
        return new RemoteImport(client, peer, settings, context, patience);
    }
}
