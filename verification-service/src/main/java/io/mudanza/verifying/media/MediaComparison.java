package io.mudanza.verifying.media;

import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaIndex;
import io.mudanza.bundle.media.MediaKey;
import io.mudanza.bundle.media.MediaStaging;
import io.mudanza.bundle.media.MediaStore;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.verify.Verdict;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** Reads every file of a store and holds it against the index; both go forward in the same order, so memory is bounded. */
final class MediaComparison {

    private static final int SAMPLE = 100;

    private final MediaStore store;
    private final ProgressListener progress;
    private final Cancellation cancellation;
    private final IndexDigest expected = new IndexDigest();
    private final IndexDigest found = new IndexDigest();
    private final List<String> differences = new ArrayList<>();
    private long differing;

    MediaComparison(MediaStore store, ProgressListener progress, Cancellation cancellation) {
        this.store = store;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    MediaReport run(MediaStaging.IndexReader index) throws IOException, EngineException, InterruptedException {
        StoreKeys keys = new StoreKeys(store);
        try {
            index.read(file -> {
                check();
                while (keys.peek() != null && MediaKey.ORDER.compare(keys.peek().key(), file.key()) < 0) {
                    surplus(keys.take());
                }
                expected.add(file);
                if (keys.peek() != null && keys.peek().key().equals(file.key())) {
                    compare(file, keys.take());
                } else {
                    differs("\"" + file.key() + "\" is missing.");
                }
            });
            while (keys.peek() != null) {
                check();
                surplus(keys.take());
            }
        } catch (InterruptedIOException e) {
            cancellation.check();
            throw e;
        }
        boolean equal = differing == 0;
        return new MediaReport(
                equal ? Verdict.EQUAL : Verdict.DIFFERENT,
                equal ? null : differing + " media files are missing, too many or not the same.",
                expected.files(), found.files(), expected.bytes(), found.bytes(), expected.hex(), found.hex(),
                differences, List.of(), null);
    }

    private void compare(MediaFile wanted, MediaFile seen) throws IOException {
        MediaFile read;
        try {
            read = store.describe(seen.key());
        } catch (NoSuchFileException e) {
            differs("\"" + wanted.key() + "\" is missing.");
            return;
        }
        found.add(read);
        progress.advanced(null, 0, read.size());
        if (!wanted.sameContent(read)) {
            differs("\"" + wanted.key() + "\" holds other bytes.");
        }
    }

    private void surplus(MediaFile file) throws IOException {
        found.add(store.describe(file.key()));
        differs("\"" + file.key() + "\" is not in the bundle.");
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
