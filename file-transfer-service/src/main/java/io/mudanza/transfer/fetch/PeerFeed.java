package io.mudanza.transfer.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.part.FeedJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.store.CarriedParts;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.outbound.client.OutboundAnswer;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.transfer.peer.Backoff;
import io.mudanza.transfer.peer.Peer;
import io.mudanza.transfer.peer.PeerClient;
import io.mudanza.transfer.peer.PeerFailure;
import io.mudanza.transfer.settings.Patience;
import io.mudanza.transfer.steps.Failures;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/** Follows the feed of an export at a peer across lost connections. Belongs to one step. */
final class PeerFeed {

    private static final int LONGEST_LINE = 128 << 20;
    /** More than any catalogue has; a feed without an end must not fill the disk. */
    private static final long LONGEST_FEED = 4L << 30;
    /** The peer tells that it is alive every ten seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(40);

    private final PeerClient client;
    private final Peer peer;
    private final UUID remoteJob;
    private final Patience patience;
    private final StepContext context;
    private volatile OutboundAnswer open;
    private volatile boolean stopped;

    /** What a follower did with a line. */
    enum Taken {
        /** It was news. */
        NEW,
        /** It was seen before. */
        SEEN,
        /** It is all that the follower wanted. */
        ENOUGH
    }

    /** Takes the lines; a replay after a lost connection brings old ones again. */
    interface Follower {
        Taken take(FeedLine line) throws IOException, InterruptedException, StepFailedException;

        /** So many parts it has already; others that are small should come with their lines. None when negative. */
        default long carryFrom() {
            return -1;
        }
    }

    PeerFeed(PeerClient client, Peer peer, UUID remoteJob, Patience patience, StepContext context) {
        this.client = client;
        this.peer = peer;
        this.remoteJob = remoteJob;
        this.patience = patience;
        this.context = context;
    }

    /** Ends {@link #follow} from another thread, at once. */
    void stop() {
        stopped = true;
        OutboundAnswer now = open;
        if (now != null) {
            try {
                now.close();
            } catch (IOException broken) {
                context.log(LogLevel.DEBUG, "The feed of the peer broke while it was being closed.");
            }
        }
    }

    /**
     * Follows until the follower has enough or {@link #stop} is called.
     *
     * @throws StepFailedException {@code source_lost} when the peer stays away, {@code peer_failed} when its export
     * failed
     */
    void follow(Follower follower) throws StepFailedException, InterruptedException {
        Backoff backoff = new Backoff(patience.source());
        while (!stopped) {
            Failures.checkStopped(context);
            PeerFailure trouble = null;
            String why = "the feed ended in the middle";
            try {
                if (readOnce(follower, backoff)) {
                    return;
                }
            } catch (PeerFailure failure) {
                trouble = failure;
                why = failure.getMessage();
                if (failure.status() == 404 || failure.status() == 409) {
                    checkExportAlive(failure, backoff);
                } else if (!failure.passing()) {
                    throw Failures.of(failure);
                }
            }
            if (!stopped && !backoff.pause(trouble == null ? null : trouble.retryAfter(), this::idle)) {
                throw new StepFailedException(
                        ProblemCode.SOURCE_LOST,
                        "The peer has been away for " + patience.source().toSeconds() + " s (" + why
                                + "). What arrived is kept: resume the job when the peer is back.");
            }
        }
    }

    private boolean idle() {
        return stopped || context.cancelled();
    }

    /** @return true when the follower has enough, false when the connection ended before */
    private boolean readOnce(Follower follower, Backoff backoff)
            throws PeerFailure, InterruptedException, StepFailedException {
        long from = follower.carryFrom();
        String path = "/download-export/" + remoteJob + "/parts/"
                + (from < 0 ? "" : "?carry=" + CarriedParts.LARGEST + "&carry_from=" + from);
        try (OutboundAnswer answer = client.open(
                client.request(peer, path).header("Accept", "application/x-ndjson").largest(LONGEST_FEED).build(), SILENCE, 1)) {
            open = answer;
            PeerClient.requireType(answer, "application/x-ndjson");
            LineReader lines = new LineReader(answer.body(), LONGEST_LINE);
            for (String text = next(lines); text != null && !stopped; text = next(lines)) {
                FeedLine line = FeedJson.read(text);
                if (line instanceof FeedLine.Alive) {
                    backoff.succeeded();
                    continue;
                }
                Taken taken = follower.take(line);
                if (taken == Taken.ENOUGH) {
                    return true;
                }
                if (taken == Taken.NEW) {
                    backoff.succeeded();
                }
            }
            return false;
        } catch (IOException failed) {
            if (stopped) {
                return false;
            }
            throw Failures.of(context, failed);
        } finally {
            open = null;
        }
    }

    /** The next line; null when the connection is gone, in whatever way. */
    private String next(LineReader lines) throws BundleException, InterruptedException {
        try {
            return lines.next();
        } catch (LineReader.TooLongException tooLong) {
            throw new BundleException(
                    BundleException.Code.BUNDLE_INVALID,
                            "The peer's feed has a line longer than 128 MiB; it is refused.", tooLong);
        } catch (IOException gone) {
            Failures.checkStopped(context);
            return null;
        }
    }

    /** No feed yet: fine while the peer's job waits or runs. */
    private void checkExportAlive(PeerFailure missing, Backoff backoff)
            throws StepFailedException, InterruptedException {
        JsonNode job;
        try {
            job = client.json(client.request(peer, "/jobs/" + remoteJob + "/").get().build());
        } catch (PeerFailure unclear) {
            if (unclear.passing()) {
                return;
            }
            throw Failures.of(unclear.status() == 404 ? missing : unclear);
        }
        switch (job.path("status").asText("")) {
            case "pending", "running", "verifying", "publishing" -> backoff.succeeded();
            case "completed" -> { }
            default -> throw new StepFailedException(
                    ProblemCode.PEER_FAILED,
                    "The export at the peer ended as " + PeerClient.clean(job.path("status").asText("unknown"), 40)
                            + ": "
                            + PeerClient.clean(job.path("error").path("code").asText("no code"), 60) + ", "
                            + PeerClient.clean(job.path("error").path("detail").asText("no detail"), 400));
        }
    }
}
