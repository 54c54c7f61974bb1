package io.mudanza.engine.direct;

import io.mudanza.bundle.manifest.MediaSummary;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaIndex;
import io.mudanza.bundle.media.MediaStore;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.extract.MediaListing;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A media folder whose files become parts of the bundle, each content once. */
final class FolderMedia implements MediaListing {

    private static final int PAGE = 1000;

    private final MediaStore store;
    private final ProgressListener progress;
    private final Cancellation cancellation;
    /** Digest to one key that has it: 64 characters and a path for each content. */
    private final Map<String, String> contents = new LinkedHashMap<>();

    FolderMedia(Path folder, ProgressListener progress, Cancellation cancellation) {
        this.store = new MediaStore(folder);
        this.progress = progress;
        this.cancellation = cancellation;
    }

    @Override
    public MediaSummary writeIndex(OutputStream out) throws IOException, EngineException {
        long files = 0;
        long bytes = 0;
        noteWhatStays();
        String after = null;
        while (true) {
            cancellation.check();
            List<String> keys = keys(after);
            if (keys.isEmpty()) {
                return new MediaSummary(files, bytes);
            }
            after = keys.getLast();
            for (String key : keys) {
                MediaFile file = describe(key);
                if (file != null) {
                    MediaIndex.write(out, file);
                    contents.putIfAbsent(file.sha256(), file.key());
                    files++;
                    bytes += file.size();
                }
            }
        }
    }

    private List<String> keys(String after) throws IOException {
        List<String> keys = new ArrayList<>();
        store.walk(after, file -> {
            keys.add(file.key());
            return keys.size() < PAGE;
        });
        return keys;
    }

    /** Null for a file that was deleted since it was listed: it is no part of the platform any more. */
    private MediaFile describe(String key) throws IOException {
        try {
            return store.describe(key);
        } catch (NoSuchFileException e) {
            progress.note(ProgressListener.Level.WARNING, "The media file " + key + " was deleted meanwhile.");
            return null;
        }
    }

    private void noteWhatStays() throws IOException {
        store.walk(null, new MediaStore.Visitor() {
            @Override
            public boolean file(MediaFile file) {
                return true;
            }

            @Override
            public void notCarried(String path, String reason) {
                progress.note(ProgressListener.Level.WARNING, "Not carried: " + path + ": " + reason);
            }
        });
    }

    @Override
    public void contents(ContentSink sink) throws IOException, EngineException, InterruptedException {
        for (Map.Entry<String, String> content : contents.entrySet()) {
            cancellation.check();
            progress.doing(content.getValue());
            try (InputStream in = store.open(content.getValue(), 0)) {
                sink.content(content.getKey(), in);
            }
        }
    }
}
