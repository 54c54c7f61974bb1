package io.mudanza.transfer.media;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaStaging;
import io.mudanza.transfer.peer.PartSource;
import io.mudanza.transfer.health.TransferMetrics;
import io.mudanza.transfer.peer.Answer;
import io.mudanza.transfer.peer.Backoff;
import io.mudanza.transfer.peer.PeerClient;
import io.mudanza.transfer.peer.PeerFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Media files of a peer: from its live store, or from its export where the live file is another one by now.
 * Thread-safe.
 */
final class PeerMedia implements MediaSource {

    private static final int TRIES = 3;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final PartSource source;
    private final Duration patience;
    private final BooleanSupplier cancelled;
    private final TransferMetrics metrics;
    private final Set<String> partsKnown;
    private final BatchDownload batches;
    /** False when the peer is older than requests for many files. */
    private volatile boolean inBatches = true;

    /** @param partsKnown names of the media parts that the peer's export announced; grows */
    PeerMedia(
            PartSource source,
            Duration patience,
            BooleanSupplier cancelled,
            TransferMetrics metrics,
            Set<String> partsKnown) {
        this.source = source;
        this.patience = patience;
        this.cancelled = cancelled;
        this.metrics = metrics;
        this.partsKnown = partsKnown;
        this.batches = new BatchDownload(source, patience, cancelled, metrics);
    }

    @Override
    public List<MediaFile> bringAll(List<MediaFile> files, MediaStaging staging, Here here)
            throws IOException, PeerFailure, InterruptedException {
        List<MediaFile> together = new ArrayList<>();
        List<MediaFile> alone = new ArrayList<>();
        for (MediaFile file : files) {
            // A large file can be gone on with in the middle only when it comes alone.
            boolean single = file.size() >= MediaGroups.LARGE || partsKnown.contains(BundleMedia.part(file));
            (single ? alone : together).add(file);
        }
        List<MediaFile> other = MediaSource.super.bringAll(alone, staging, here);
        if (inBatches && !together.isEmpty()) {
            try {
                other.addAll(batches.bring(together, staging, here));
                return other;
            } catch (PeerFailure unknown) {
                if (unknown.status() != 404 && unknown.status() != 405) {
                    throw unknown;
                }
                inBatches = false;
            }
        }
        other.addAll(MediaSource.super.bringAll(together, staging, here));
        return other;
    }

    @Override
    public boolean bring(MediaFile file, MediaStaging staging) throws IOException, PeerFailure, InterruptedException {
        if (partsKnown.contains(BundleMedia.part(file))) {
            download(file, staging, source.request(BundleMedia.part(file)));
            return true;
        }
        try {
            String path = "/download-file/?path=" + URLEncoder.encode(file.key(), StandardCharsets.UTF_8);
            download(file, staging, () -> source.client().request(source.peer(), path));
            return true;
        } catch (BundleException other) {
            if (other.code() == BundleException.Code.MEDIA_CORRUPT) {
                return false;
            }
            throw other;
        } catch (PeerFailure missing) {
            if (missing.status() == 404) {
                return false;
            }
            throw missing;
        }
    }

    @Override
    public void bringLast(MediaFile file, MediaStaging staging) throws IOException, PeerFailure, InterruptedException {
        if (!bring(file, staging)) {
            throw new BundleException(
                    BundleException.Code.MEDIA_CORRUPT,
                    "The media file \"" + file.key()
                            + "\" changed at the peer after its export began; start the job again.");
        }
    }

    private void download(MediaFile file, MediaStaging staging, Supplier<HttpRequest.Builder> request)
            throws IOException, PeerFailure, InterruptedException {
        Backoff backoff = new Backoff(patience);
        int wrong = 0;
        while (true) {
            try {
                long offset = staging.received(file.key());
                if (attempt(file, staging, request, offset)) {
                    metrics.bytes(file.size() - offset);
                    return;
                }
                if (staging.received(file.key()) > offset) {
                    backoff.succeeded();
                }
                pause(backoff, null, PeerClient.brokeOff("a media file"));
            } catch (BundleException damaged) {
                if (damaged.code() != BundleException.Code.MEDIA_CORRUPT || ++wrong == TRIES) {
                    throw damaged;
                }
            } catch (PeerFailure failure) {
                if (!failure.passing()) {
                    throw failure;
                }
                pause(backoff, failure.retryAfter(), failure);
            }
            metrics.retry();
        }
    }

    private boolean attempt(MediaFile file, MediaStaging staging, Supplier<HttpRequest.Builder> request, long offset)
            throws IOException, PeerFailure, InterruptedException {
        HttpRequest.Builder wanted = request.get().GET();
        if (offset > 0 && offset < file.size()) {
            wanted.header("Range", "bytes=" + offset + "-");
        }
        try (Answer answer = source.client().open(wanted.build())) {
            InputStream body = answer.body();
            if (answer.status() == 206) {
                Matcher range = CONTENT_RANGE.matcher(answer.header("Content-Range").orElse(""));
                boolean fits = range.matches()
                        && Long.parseLong(range.group(1)) == offset
                        && Long.parseLong(range.group(3)) == file.size();
                if (!fits) {
                    throw new BundleException(
                            BundleException.Code.MEDIA_CORRUPT,
                            "The peer answered another range of the media file \"" + file.key()
                                    + "\" than was asked for.");
                }
            } else if (offset > 0 && !skip(body, offset)) {
                return false;
            }
            return staging.receive(file, offset, new BrokenEnds(body));
        } finally {
            if (cancelled.getAsBoolean()) {
                throw new InterruptedException("the download was told to stop");
            }
        }
    }

    private static boolean skip(InputStream body, long offset) {
        try {
            body.skipNBytes(offset);
            return true;
        } catch (IOException broken) {
            return false;
        }
    }

    private void pause(Backoff backoff, Duration atLeast, PeerFailure otherwise)
            throws PeerFailure, InterruptedException {
        if (!backoff.pause(atLeast, cancelled)) {
            throw otherwise;
        }
        if (cancelled.getAsBoolean()) {
            throw new InterruptedException("the download was told to stop");
        }
    }
}
