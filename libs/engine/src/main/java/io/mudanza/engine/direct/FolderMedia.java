package io.mudanza.engine.direct;

import io.mudanza.bundle.manifest.MediaSummary;
import io.mudanza.bundle.media.MediaCursor;
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
import java.util.LinkedHashMap;
import java.util.Map;

/** A media folder whose files become parts of the bundle, each content once. */
final class FolderMedia implements MediaListing {

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
        MediaCursor found = store.cursor(null, (path, reason) ->
                progress.note(ProgressListener.Level.WARNING, "Not carried: " + path + ": " + reason));
        for (MediaFile one = found.next(); one != null; one = found.next()) {
            cancellation.check();
            MediaFile file = describe(one.key());
            if (file != null) {
                MediaIndex.write(out, file);
                contents.putIfAbsent(file.sha256(), file.key());
                files++;
                bytes += file.size();
            }
        }
        return new MediaSummary(files, bytes);
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
