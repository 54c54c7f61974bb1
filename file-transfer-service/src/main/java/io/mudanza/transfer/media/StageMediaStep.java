package io.mudanza.transfer.media;

import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.StoreFeed;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.steps.StepHandler;
import io.mudanza.transfer.peer.PartSource;
import io.mudanza.transfer.health.TransferMetrics;
import io.mudanza.transfer.peer.JobPeers;
import io.mudanza.transfer.peer.PeerClient;
import io.mudanza.transfer.received.ReceivedBundles;
import io.mudanza.transfer.settings.TransferSettings;
import io.mudanza.transfer.steps.Failures;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Builds the media set of the bundle beside the live folder while the parts still arrive. Nothing of it is visible to
 * the platform
 * before PUBLISH.
 */
@ApplicationScoped
class StageMediaStep implements StepHandler {

    private final ReceivedBundles bundles;
    private final StagedMedia staged;
    private final JobPeers peers;
    private final PeerClient client;
    private final TransferSettings settings;
    private final TransferMetrics metrics;

    StageMediaStep(
            ReceivedBundles bundles,
            StagedMedia staged,
            JobPeers peers,
            PeerClient client,
            TransferSettings settings,
            TransferMetrics metrics) {
        this.bundles = bundles;
        this.staged = staged;
        this.peers = peers;
        this.client = client;
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public StepKind kind() {
        return StepKind.STAGE_MEDIA;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        if (!context.options().includeMedia()) {
            context.log(LogLevel.INFO, "Media do not move with this job: include_media is false.");
            return Map.of();
        }
        Set<String> mediaParts = ConcurrentHashMap.newKeySet();
        DirectoryPartStore store = bundles.of(context.jobId());
        try (StoreFeed feed = new StoreFeed(store)) {
            MediaSource source = sourceFor(context, store, mediaParts);
            StagingRun run = new StagingRun(context, store, staged, source, settings.parallelTransfers(),
                    settings.mediaFromLive(), metrics);
            for (FeedLine line = feed.next(); line != null; line = feed.next()) {
                switch (line) {
                    case FeedLine.Opened opened -> {
                        mediaParts.clear();
                        run.opened(opened.head());
                        if (!run.wanted()) {
                            context.log(LogLevel.INFO, "The bundle has no media; the media folder stays as it is.");
                            return Map.of();
                        }
                    }
                    case FeedLine.Sealed sealed -> {
                        switch (sealed.part().kind()) {
                            case MEDIA_INDEX -> run.stage(sealed.part());
                            case MEDIA -> mediaParts.add(sealed.part().name());
                            case SCHEMA, ROWS, LARGE_OBJECTS -> { }
                        }
                    }
                    case FeedLine.Completed completed -> {
                        StagingRun.Total total = run.complete(completed);
                        context.log(LogLevel.INFO, "The media are staged: " + total.files() + " files, "
                                + total.bytes() + " bytes.");
                        return Map.of(StepFacts.MEDIA_FILES, total.files(), StepFacts.MEDIA_BYTES, total.bytes());
                    }
                    case FeedLine.Failed failed ->
                        throw new StepFailedException(ProblemCode.ofWire(failed.code()), failed.detail());
                    case FeedLine.Alive ignored -> { }
                }
            }
            Failures.checkStopped(context);
            throw new StepFailedException(
                    ProblemCode.INTERNAL_ERROR,
                            "The feed of received parts ended without a last line; resume the job.");
        } catch (IOException failed) {
            throw Failures.of(context, failed);
        }
    }

    private MediaSource sourceFor(StepContext context, DirectoryPartStore store, Set<String> mediaParts)
            throws StepFailedException {
        if (context.direction() != JobDirection.PULL) {
            return new BundleMedia(store);
        }
        UUID remote = UUID.fromString(context.fact(StepFacts.REMOTE_JOB_ID));
        return new PeerMedia(
                new PartSource(client, peers.of(context), remote),
                settings.patience().source(),
                () -> context.cancelled() || Thread.currentThread().isInterrupted(),
                metrics,
                mediaParts);
    }
}
