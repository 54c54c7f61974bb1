package io.mudanza.transfer.media;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaStaging;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.messaging.cloudevent.ContractJson;
import io.mudanza.transfer.health.TransferMetrics;
import io.mudanza.transfer.peer.Answer;
import io.mudanza.transfer.peer.Backoff;
import io.mudanza.transfer.peer.PartSource;
import io.mudanza.transfer.peer.PeerClient;
import io.mudanza.transfer.peer.PeerFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Many small files with one request. Each is checked while it is written; where a stream breaks off, what has not come
 * is asked for again. Thread-safe.
 */
final class BatchDownload {

    private static final int TRIES = 3;
    private static final int BUFFER = 1 << 16;

    private final PartSource source;
    private final Duration patience;
    private final BooleanSupplier cancelled;
    private final TransferMetrics metrics;

    BatchDownload(PartSource source, Duration patience, BooleanSupplier cancelled, TransferMetrics metrics) {
        this.source = source;
        this.patience = patience;
        this.cancelled = cancelled;
        this.metrics = metrics;
    }

    /**
     * Brings files.
     *
     * @param here is told of each file that is staged
     * @return the files that the peer does not have, or not with these bytes
     * @throws PeerFailure with status 404 or 405 and nothing brought, when the peer knows no such request
     */
    List<MediaFile> bring(List<MediaFile> files, MediaStaging staging, MediaSource.Here here)
            throws IOException, PeerFailure, InterruptedException {
        Deque<MediaFile> open = new ArrayDeque<>(files);
        List<MediaFile> other = new ArrayList<>();
        Backoff backoff = new Backoff(patience);
        int malformed = 0;
        while (!open.isEmpty()) {
            int before = open.size();
            PeerFailure trouble = null;
            try (Answer answer = source.client().open(request(open))) {
                PeerClient.requireType(answer, FileFrame.TYPE);
                take(new BufferedInputStream(new BrokenEnds(answer.body()), BUFFER), open, other, staging, here);
            } catch (FileFrame.MalformedException nonsense) {
                if (++malformed == TRIES) {
                    throw PeerFailure.lasting(ProblemCode.PEER_FAILED,
                            "The peer's stream of media files makes no sense: " + nonsense.getMessage() + ".");
                }
            } catch (PeerFailure failure) {
                if (!failure.passing()) {
                    throw failure;
                }
                trouble = failure;
            }
            checkCancelled();
            if (open.size() < before) {
                backoff.succeeded();
            }
            if (!open.isEmpty()) {
                metrics.retry();
                if (!backoff.pause(trouble == null ? null : trouble.retryAfter(), cancelled)) {
                    throw trouble == null ? PeerClient.brokeOff("a group of media files") : trouble;
                }
                checkCancelled();
            }
        }
        return other;
    }

    private HttpRequest request(Deque<MediaFile> open) {
        List<WantedFiles.Wanted> wanted = open.stream()
                .map(file -> new WantedFiles.Wanted(file.key(), file.size(), file.sha256()))
                .toList();
        return source.client().request(source.peer(), "/download-files/")
                .header("Content-Type", "application/json")
                .header("Accept", FileFrame.TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(ContractJson.write(new WantedFiles(wanted))))
                .build();
    }

    /** Takes files until the stream ends, in whatever way. */
    private void take(InputStream in, Deque<MediaFile> open, List<MediaFile> other, MediaStaging staging,
            MediaSource.Here here) throws IOException, InterruptedException {
        while (!open.isEmpty()) {
            FileFrame frame = FileFrame.read(in);
            if (frame == null) {
                return;
            }
            MediaFile file = open.peek();
            if (!file.key().equals(frame.key())) {
                throw new FileFrame.MalformedException("it brings another file than the one whose turn it is");
            }
            switch (frame.status()) {
                case FileFrame.MISSING, FileFrame.CHANGED -> other.add(open.remove());
                case FileFrame.OK -> {
                    if (frame.size() == null || frame.size() != file.size()) {
                        throw new FileFrame.MalformedException("it brings a file of another size than was asked for");
                    }
                    if (!receive(file, in, open, other, staging, here)) {
                        return;
                    }
                }
                default -> throw new FileFrame.MalformedException("it has a line of an unknown status");
            }
            checkCancelled();
        }
    }

    private boolean receive(MediaFile file, InputStream in, Deque<MediaFile> open, List<MediaFile> other,
            MediaStaging staging, MediaSource.Here here) throws IOException {
        try {
            if (!staging.receiveWhole(file, new Bounded(in, file.size()))) {
                return false;
            }
            open.remove();
            metrics.bytes(file.size());
            here.staged(file);
        } catch (BundleException damaged) {
            if (damaged.code() != BundleException.Code.MEDIA_CORRUPT) {
                throw damaged;
            }
            // All its bytes have come, only not the right ones: the files after it are as good as before.
            other.add(open.remove());
        }
        return true;
    }

    private void checkCancelled() throws InterruptedException {
        if (cancelled.getAsBoolean()) {
            throw new InterruptedException("the download was told to stop");
        }
    }

    /** The bytes of one file within a stream of many. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(target, from, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}
