package io.mudanza.transfer.media;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.manifest.MediaSummary;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaIndex;
import io.mudanza.bundle.media.MediaStaging;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.store.PartReader;
import io.mudanza.bundle.store.PartStore;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.crash.CrashPoint;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.transfer.health.TransferMetrics;
import io.mudanza.transfer.peer.PeerFailure;
import io.mudanza.transfer.steps.Failures;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One staging: reads the index line by line and brings several files at once. Memory does not grow with their number.
 */
final class StagingRun {

    /** So many files may be other ones at the peer by now; more means that the store is being rewritten. */
    private static final int MOST_LATE = 10_000;

    private final StepContext context;
    private final PartStore store;
    private final StagedMedia staged;
    private final MediaSource source;
    private final int parallel;
    private final boolean fromLive;
    private final TransferMetrics metrics;
    private final List<MediaFile> late = new ArrayList<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private Head head;
    private Part index;
    private MediaStaging staging;
    private long files;
    private long bytes;

    /** How much was staged. */
    record Total(long files, long bytes) {}

    StagingRun(
            StepContext context,
            PartStore store,
            StagedMedia staged,
            MediaSource source,
            int parallel,
            boolean fromLive,
            TransferMetrics metrics) {
        this.context = context;
        this.store = store;
        this.staged = staged;
        this.source = source;
        this.parallel = parallel;
        this.fromLive = fromLive;
        this.metrics = metrics;
    }

    void opened(String text) throws BundleException, StepFailedException {
        head = ManifestJson.head(text);
        index = null;
        late.clear();
        staged.requireFolder(head.media(), true);
    }

    boolean wanted() {
        return head.media() && !head.digestOnly();
    }

    void stage(Part mediaIndex) throws IOException, InterruptedException, StepFailedException {
        if (index != null) {
            throw new BundleException(
                    BundleException.Code.BUNDLE_INVALID, "The bundle has more than one media index; it is refused.");
        }
        index = mediaIndex;
        files = 0;
        bytes = 0;
        staging = new MediaStaging(staged.folder().orElseThrow(), context.jobId());
        context.doing("staging media");
        // Threads of the platform: they wait in the kernel for bytes that have come by the next moment. A virtual one would be
        // parked and woken up for each of them.
        ExecutorService streams = Executors.newFixedThreadPool(
                parallel, Thread.ofPlatform().daemon().name("transfer-media-", 0).factory());
        try {
            Semaphore room = new Semaphore(parallel * 2);
            MediaGroups groups = new MediaGroups(group -> {
                acquire(room);
                streams.execute(() -> {
                    try {
                        if (failure.get() == null) {
                            bring(group);
                        }
                    } catch (Exception failed) {
                        failure.compareAndSet(null, failed);
                    } finally {
                        room.release();
                    }
                });
            });
            readIndex(file -> {
                files++;
                bytes += file.size();
                groups.add(file);
            });
            groups.end();
            streams.shutdown();
            while (!streams.awaitTermination(1, TimeUnit.MINUTES)) {
                Failures.checkStopped(context);
            }
            throwFailure();
        } finally {
            streams.shutdownNow();
        }
    }

    private void acquire(Semaphore room) throws IOException {
        try {
            room.acquire();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("staging was told to stop", stopped);
        }
        if (failure.get() != null) {
            throw new IOException("another stream failed", failure.get());
        }
    }

    private void bring(List<MediaFile> group) throws IOException, PeerFailure, InterruptedException {
        List<MediaFile> wanted = new ArrayList<>(group.size());
        for (MediaFile file : group) {
            if (staging.has(file) || fromLive && staging.takeFromLive(file)) {
                here(file);
            } else {
                wanted.add(file);
            }
        }
        for (MediaFile file : source.bringAll(wanted, staging, this::here)) {
            later(file);
        }
    }

    private void here(MediaFile file) {
        CrashPoint.reached("media:file-staged");
        metrics.mediaStaged();
        context.advanced(null, 0, file.size());
    }

    private void later(MediaFile file) throws BundleException {
        synchronized (late) {
            if (late.size() >= MOST_LATE) {
                throw new BundleException(
                        BundleException.Code.MEDIA_CORRUPT,
                        "More than " + MOST_LATE
                                + " media files changed at the peer after its export began; start the job again.");
            }
            late.add(file);
        }
    }

    private void readIndex(MediaIndex.Sink sink) throws IOException, InterruptedException, StepFailedException {
        try (InputStream plain = new PartReader(index, store.open(index.name(), 0))) {
            MediaIndex.read(plain, sink);
        } catch (IOException failed) {
            throwFailure();
            throw failed;
        }
    }

    /** The bundle is complete: brings what was missing and checks that the set is exactly that of the index. */
    Total complete(FeedLine.Completed line) throws IOException, InterruptedException, StepFailedException {
        MediaSummary said = ManifestJson.manifest(line.manifestJson()).media();
        if (index == null || said == null || said.files() != files || said.bytes() != bytes) {
            throw new BundleException(
                    BundleException.Code.BUNDLE_INVALID,
                            "The media index does not fit the manifest; the bundle is refused.");
        }
        try {
            for (MediaFile file : late) {
                Failures.checkStopped(context);
                source.bringLast(file, staging);
                here(file);
            }
        } catch (PeerFailure lost) {
            throw failed(lost);
        }
        late.clear();
        staging.complete(sink -> MediaIndex.read(new PartReader(index, store.open(index.name(), 0)), sink));
        return new Total(files, bytes);
    }

    private void throwFailure() throws IOException, InterruptedException, StepFailedException {
        Failures.checkStopped(context);
        Exception failed = failure.get();
        switch (failed) {
            case null -> { }
            case PeerFailure lost -> throw failed(lost);
            case IOException broken -> throw Failures.of(context, broken);
            case InterruptedException stopped -> throw stopped;
            case RuntimeException bug -> throw bug;
            default -> throw new IllegalStateException(failed);
        }
    }

    private StepFailedException failed(PeerFailure lost) {
        return lost.passing()
                ? new StepFailedException(
                        ProblemCode.SOURCE_LOST,
                        "The peer was away for too long while media were staged (" + lost.getMessage()
                                + "). What arrived is kept: resume the job when the peer is back.",
                        lost)
                : Failures.of(lost);
    }
}
