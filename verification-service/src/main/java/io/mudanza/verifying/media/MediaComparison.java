package io.mudanza.verifying.media;

import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaIndex;
import io.mudanza.bundle.media.MediaKey;
import io.mudanza.bundle.media.MediaStaging;
import io.mudanza.bundle.media.MediaStore;
import io.mudanza.bundle.media.SetDigest;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.verify.Verdict;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads every file of a store and holds it against the index; both go forward in the same order, so memory is bounded. Files
 * are read on every processor, some ahead of the one whose turn it is.
 */
final class MediaComparison {

    private static final int SAMPLE = 100;
    private static final int AHEAD = 64;

    private final MediaStore store;
    private final ProgressListener progress;
    private final Cancellation cancellation;
    private final Deque<Reading> ahead = new ArrayDeque<>();
    private final SetDigest expected = new SetDigest();
    private final SetDigest found = new SetDigest();
    private final List<String> differences = new ArrayList<>();
    private long differing;

    /**
     * A file that is being read.
     *
     * @param wanted what the index says; null when it does not know the file
     */
    private record Reading(MediaFile wanted, String key, Future<MediaFile> read) {}

    MediaComparison(MediaStore store, ProgressListener progress, Cancellation cancellation) {
        this.store = store;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    MediaReport run(MediaStaging.IndexReader index) throws IOException, EngineException, InterruptedException {
        // Threads of the platform: a digest never waits.
        ExecutorService readers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name("media-compare-", 0).factory());
        try {
            StoreKeys keys = new StoreKeys(store);
            index.read(file -> {
                check();
                while (keys.peek() != null && MediaKey.ORDER.compare(keys.peek().key(), file.key()) < 0) {
                    read(null, keys.take().key(), readers);
                }
                expected.add(file);
                if (keys.peek() != null && keys.peek().key().equals(file.key())) {
                    read(file, keys.take().key(), readers);
                } else {
                    settle(0);
                    differs("\"" + file.key() + "\" is missing.");
                }
            });
            while (keys.peek() != null) {
                check();
                read(null, keys.take().key(), readers);
            }
            settle(0);
        } catch (InterruptedIOException e) {
            cancellation.check();
            throw e;
        } finally {
            readers.shutdownNow();
        }
        boolean equal = differing == 0;
        return new MediaReport(
                equal ? Verdict.EQUAL : Verdict.DIFFERENT,
                equal ? null : differing + " media files are missing, too many or not the same.",
                expected.files(), found.files(), expected.bytes(), found.bytes(), expected.hex(), found.hex(),
                differences, List.of(), null);
    }

    private void read(MediaFile wanted, String key, ExecutorService readers) throws IOException {
        ahead.add(new Reading(wanted, key, readers.submit(() -> store.describe(key))));
        settle(AHEAD);
    }

    /** Judges in order until so many are left. */
    private void settle(int left) throws IOException {
        while (ahead.size() > left) {
            check();
            Reading next = ahead.remove();
            MediaFile read = await(next);
            if (read != null) {
                found.add(read);
                progress.advanced(null, 0, read.size());
            }
            if (next.wanted() == null) {
                if (read != null) {
                    differs("\"" + next.key() + "\" is not in the bundle.");
                }
            } else if (read == null) {
                differs("\"" + next.key() + "\" is missing.");
            } else if (!next.wanted().sameContent(read)) {
                differs("\"" + next.key() + "\" holds other bytes.");
            }
        }
    }

    /** @return null when the file is gone */
    private static MediaFile await(Reading reading) throws IOException {
        try {
            return reading.read().get();
        } catch (ExecutionException failed) {
            return switch (failed.getCause()) {
                case NoSuchFileException gone -> null;
                case IOException broken -> throw broken;
                default -> throw new IllegalStateException("a media file could not be read", failed.getCause());
            };
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The comparison was stopped.");
        }
    }

    private void differs(String sentence) {
        differing++;
        if (differences.size() < SAMPLE) {
            differences.add(sentence);
        }
    }

    private void check() throws IOException {
        if (cancellation.requested()) {
            throw new InterruptedIOException("The comparison was stopped.");
        }
    }
}
