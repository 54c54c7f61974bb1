package io.mudanza.transfer.fetch;

import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.sign.Signature;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.PartStore;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.transfer.health.TransferMetrics;
import io.mudanza.transfer.peer.PartDownload;
import io.mudanza.transfer.peer.PartSource;
import io.mudanza.transfer.peer.PeerClient;
import io.mudanza.transfer.peer.PeerFailure;
import io.mudanza.transfer.peer.PeerKeys;
import io.mudanza.transfer.received.Reception;
import io.mudanza.transfer.settings.TransferSettings;
import io.mudanza.transfer.steps.Failures;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Turns the lines of the peer's feed into downloads. Lines come on the thread of the step. */
final class FetchFollower implements PeerFeed.Follower, AutoCloseable {

    private final StepContext context;
    private final Reception reception;
    private final DirectoryPartStore store;
    private final SharedParts shared;
    private final PeerFeed feed;
    private final PartSource source;
    private final TransferSettings settings;
    private final TransferMetrics metrics;
    private final PeerKeys keys;
    private FetchRound round;

    FetchFollower(
            StepContext context,
            Reception reception,
            DirectoryPartStore store,
            PeerFeed feed,
            PartSource source,
            TransferSettings settings,
            TransferMetrics metrics,
            PeerKeys keys) {
        this.context = context;
        this.reception = reception;
        this.store = store;
        this.shared = new SharedParts(context, store, source.remoteJob(), settings.parallelTransfers());
        this.feed = feed;
        this.source = source;
        this.settings = settings;
        this.metrics = metrics;
        this.keys = keys;
        begin();
    }

    private void begin() {
        round = new FetchRound(reception, settings.parallelTransfers(), feed::stop);
        Head head = reception.head();
        if (head != null) {
            context.expected(-1, head.estimatedBytes());
        }
    }

    @Override
    public PeerFeed.Taken take(FeedLine line) throws IOException, InterruptedException, StepFailedException {
        return switch (line) {
            case FeedLine.Opened opened -> opened(opened.head());
            case FeedLine.Sealed sealed -> sealed(sealed.part(), sealed.bytes());
            case FeedLine.Completed completed -> completed(completed);
            case FeedLine.Failed failed -> throw new StepFailedException(
                    ProblemCode.PEER_FAILED,
                    "The export at the peer failed: " + PeerClient.clean(failed.code(), 60) + ", "
                            + PeerClient.clean(failed.detail(), 400));
            case FeedLine.Alive ignored -> PeerFeed.Taken.NEW;
        };
    }

    private PeerFeed.Taken opened(String head) throws IOException, InterruptedException {
        if (reception.sameBundle(head)) {
            return reception.opened(head) ? PeerFeed.Taken.NEW : PeerFeed.Taken.SEEN;
        }
        boolean again = reception.head() != null;
        round.close();
        Failures.checkStopped(context);
        reception.opened(head);
        if (again) {
            context.log(LogLevel.WARNING,
                    "The peer began its export anew; what had arrived of the old one is dropped.");
        }
        begin();
        return PeerFeed.Taken.NEW;
    }

    @Override
    public long carryFrom() {
        return reception.known();
    }

    private PeerFeed.Taken sealed(Part part, byte[] bytes) throws IOException, InterruptedException, StepFailedException {
        if (!reception.announced(part)) {
            return PeerFeed.Taken.SEEN;
        }
        context.doing("fetching " + part.name());
        guarded(() -> {
            if (reception.has(part) || !reception.stored(part)) {
                round.present(part);
                context.advanced(null, part.rows(), part.plainBytes());
            } else if (bytes == null && shared.wanted()) {
                round.fetchElsewhere(part, this::shared);
            } else {
                shared.begins();
                round.fetch(part, arriving -> {
                    try {
                        receive(arriving, bytes);
                    } finally {
                        shared.ends();
                    }
                });
            }
        });
        return PeerFeed.Taken.NEW;
    }

    /** A part that came with its line is kept when it is right; otherwise it is asked for like any other. */
    private void receive(Part part, byte[] bytes) throws IOException, PeerFailure, InterruptedException {
        if (bytes == null || bytes.length != part.storedBytes()
                || !Sha256.hex(bytes).equals(part.sha256())) {
            download(part);
            return;
        }
        try (PartStore.Draft draft = store.draft(part.name())) {
            ByteBuffer all = ByteBuffer.wrap(bytes);
            while (all.hasRemaining()) {
                draft.channel().write(all);
            }
            draft.seal();
        }
        metrics.bytes(bytes.length);
        here(part);
    }

    /** Another replica brings it, or, when none does, this one. */
    private void shared(Part part) throws IOException, PeerFailure, InterruptedException {
        if (shared.brought(part)) {
            here(part);
        } else {
            download(part);
        }
    }

    private void here(Part part) {
        metrics.partReceived();
        context.advanced(null, part.rows(), part.plainBytes());
    }

    private void download(Part part) throws IOException, PeerFailure, InterruptedException {
        PartDownload.Expected expected =
                new PartDownload.Expected("the part " + part.name(), part.storedBytes(), part.sha256());
        new PartDownload(
                        source.client(),
                        source.request(part.name()),
                        expected,
                        settings.patience().source(),
                        () -> context.cancelled() || Thread.currentThread().isInterrupted(),
                        metrics)
                .run(() -> new DraftSink(store.draft(part.name())));
        here(part);
    }

    private PeerFeed.Taken completed(FeedLine.Completed line)
            throws IOException, InterruptedException, StepFailedException {
        context.doing("checking the manifest");
        Manifest manifest = reception.check(line);
        keys.require(context, source.peer().address(), BundleJson.read(line.signature(), Signature.class));
        guarded(round::finish);
        guarded(shared::end);
        reception.complete(line);
        context.log(
                LogLevel.INFO, "The bundle has arrived: " + manifest.parts().size() + " parts, " + manifest.rows()
                        + " rows.");
        return PeerFeed.Taken.ENOUGH;
    }

    /** Throws what went wrong in a stream. */
    void throwFailure() throws IOException, InterruptedException, StepFailedException {
        guarded(round::throwFailure);
    }

    private interface Work {
        void run() throws Exception;
    }

    private void guarded(Work work) throws IOException, InterruptedException, StepFailedException {
        try {
            work.run();
        } catch (PeerFailure failure) {
            Failures.checkStopped(context);
            throw failure.passing() ? sourceLost(failure) : Failures.of(failure);
        } catch (IOException failure) {
            throw Failures.of(context, failure);
        } catch (InterruptedException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private StepFailedException sourceLost(PeerFailure failure) {
        return new StepFailedException(
                ProblemCode.SOURCE_LOST,
                "The peer has been away for " + settings.patience().source().toSeconds() + " s (" + failure.getMessage()
                        + "). What arrived is kept: resume the job when the peer is back.",
                failure);
    }

    @Override
    public void close() {
        round.close();
    }
}
