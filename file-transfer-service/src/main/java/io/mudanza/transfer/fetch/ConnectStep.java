package io.mudanza.transfer.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.messaging.cloudevent.ContractJson;
import io.mudanza.outbound.client.OutboundRequest;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.steps.StepHandler;
import io.mudanza.transfer.media.StagedMedia;
import io.mudanza.transfer.peer.Backoff;
import io.mudanza.transfer.peer.JobPeers;
import io.mudanza.transfer.peer.Peer;
import io.mudanza.transfer.peer.PeerClient;
import io.mudanza.transfer.peer.PeerFailure;
import io.mudanza.transfer.received.ReceivedBundles;
import io.mudanza.transfer.received.Reception;
import io.mudanza.transfer.send.ImportDoor;
import io.mudanza.transfer.settings.TransferSettings;
import io.mudanza.transfer.steps.Failures;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Opens the export at the peer and waits until its head is known; for a push, opens the import there, so that a wrong
 * token is found before anything is exported. A repeated run gets the same job.
 */
@ApplicationScoped
class ConnectStep implements StepHandler {

    /** A wrong address should not be believed in for long. */
    private static final Duration FIRST_CONTACT = Duration.ofSeconds(10);

    private final JobPeers peers;
    private final PeerClient client;
    private final ReceivedBundles bundles;
    private final TransferSettings settings;
    private final StagedMedia media;
    private final ImportDoor imports;

    ConnectStep(
            JobPeers peers,
            PeerClient client,
            ReceivedBundles bundles,
            TransferSettings settings,
            StagedMedia media,
            ImportDoor imports) {
        this.peers = peers;
        this.client = client;
        this.bundles = bundles;
        this.settings = settings;
        this.media = media;
        this.imports = imports;
    }

    @Override
    public StepKind kind() {
        return StepKind.CONNECT;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        Peer peer = peers.of(context);
        context.doing("asking " + peer.address());
        if (!settings.peerRules().verifySsl()) {
            context.log(LogLevel.WARNING, "The peer's certificate is not checked: mudanza.verify-ssl is false.");
        }
        if (context.direction() == JobDirection.PUSH) {
            UUID remote = imports.open(context, FIRST_CONTACT);
            context.log(LogLevel.INFO, "The peer " + peer.address() + " has opened its import " + remote + ".");
            return Map.of(StepFacts.REMOTE_JOB_ID, remote.toString(), StepFacts.PEER_URL, peer.address().toString());
        }
        Optional<UUID> before = peers.remembered(context);
        if (before.isPresent() && endedBadly(context, peer, before.get())) {
            peers.startOver(context);
        }
        UUID remote = openExport(context, peer);
        peers.remember(context, remote);
        makeRoom(context);
        context.doing("waiting for the head of the export");
        PeerFeed feed = new PeerFeed(client, peer, remote, settings.patience(), context);
        try (Reception reception = bundles.receive(context)) {
            feed.follow(line -> switch (line) {
                case FeedLine.Opened opened -> {
                    reception.opened(opened.head());
                    media.requireFolder(
                            reception.head().media(),
                            context.options().includeMedia() && context.direction() == JobDirection.PULL);
                    yield PeerFeed.Taken.ENOUGH;
                }
                case FeedLine.Failed failed -> throw new StepFailedException(
                        ProblemCode.PEER_FAILED,
                        "The export at the peer failed: " + PeerClient.clean(failed.code(), 60) + ", "
                                + PeerClient.clean(failed.detail(), 400));
                case FeedLine.Sealed ignored -> throw headless();
                case FeedLine.Completed ignored -> throw headless();
                case FeedLine.Alive ignored -> PeerFeed.Taken.NEW;
            });
        } catch (IOException failed) {
            throw Failures.of(context, failed);
        }
        context.log(LogLevel.INFO, "The peer " + peer.address() + " has opened its export " + remote + ".");
        return Map.of(StepFacts.REMOTE_JOB_ID, remote.toString(), StepFacts.PEER_URL, peer.address().toString());
    }

    /** What is only kept of earlier jobs goes first when room is short. */
    private void makeRoom(StepContext context) throws StepFailedException, InterruptedException {
        try {
            bundles.removeKept(settings.keepReceived());
        } catch (IOException failed) {
            throw Failures.of(context, failed);
        }
    }

    private boolean endedBadly(StepContext context, Peer peer, UUID remote) throws InterruptedException {
        try {
            String status = client.json(client.request(peer, "/jobs/" + remote + "/").get().build())
                    .path("status").asText("");
            return Set.of("failed", "cancelled", "rolled_back").contains(status);
        } catch (PeerFailure unclear) {
            Failures.checkStopped(context);
            return unclear.status() == 404;
        }
    }

    private static StepFailedException headless() {
        return new StepFailedException(
                ProblemCode.BUNDLE_INVALID,
                        "The peer's feed does not begin with the head of the bundle; it is refused.");
    }

    private UUID openExport(StepContext context, Peer peer) throws StepFailedException, InterruptedException {
        OutboundRequest request = client.request(peer, "/export/")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Idempotency-Key", peers.key(context).toString())
                .post(ContractJson.write(asked(context)))
                .build();
        Backoff backoff = new Backoff(FIRST_CONTACT);
        while (true) {
            try {
                JsonNode job = client.json(request);
                return UUID.fromString(job.path("job_id").asText(""));
            } catch (IllegalArgumentException noId) {
                throw new StepFailedException(
                        ProblemCode.PEER_NOT_A_NODE,
                        "What answers at the peer's address is no Mudanza node: its answer names no job. Check the "
                                + "address.");
            } catch (PeerFailure failure) {
                Failures.checkStopped(context);
                if (!failure.passing() || !backoff.pause(failure.retryAfter(), context::cancelled)) {
                    throw Failures.of(failure);
                }
            }
        }
    }

    private static Map<String, Object> asked(StepContext context) {
        JobOptions options = context.options();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("include_media", options.includeMedia());
        body.put("compress", options.compress());
        body.put("tables", options.tables());
        body.put("exclude", options.exclude());
        if (options.digestOnly() || context.direction() == JobDirection.VERIFY) {
            body.put("digest_only", true);
        }
        return body;
    }
}
