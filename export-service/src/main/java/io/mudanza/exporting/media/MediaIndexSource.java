package io.mudanza.exporting.media;

import io.mudanza.bundle.manifest.MediaSummary;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaIndex;
import io.mudanza.bundle.media.MediaKey;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.extract.MediaListing;
import io.mudanza.engine.progress.Cancellation;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The index of the media store, taken after the snapshot of the database: a file that a row points to is then in it,
 * unless it was deleted meanwhile. The files themselves stay where they are until somebody fetches them.
 */
public final class MediaIndexSource implements MediaListing {

    private final PlatformMedia media;
    private final Cancellation cancellation;

    public MediaIndexSource(PlatformMedia media, Cancellation cancellation) {
        this.media = media;
        this.cancellation = cancellation;
    }

    @Override
    public MediaSummary writeIndex(OutputStream out) throws IOException, EngineException, InterruptedException {
        long files = 0;
        long bytes = 0;
        String before = null;
        String after = null;
        do {
            cancellation.check();
            PlatformMedia.Page page = media.page(after);
            for (MediaFile file : page.files()) {
                MediaKey.check(file.key());
                if (before != null && MediaKey.ORDER.compare(before, file.key()) >= 0) {
                    throw new IOException("The media list is not in order at \"" + file.key() + "\".");
                }
                before = file.key();
                MediaIndex.write(out, file);
                files++;
                bytes += file.size();
            }
            after = page.next();
        } while (after != null);
        return new MediaSummary(files, bytes);
    }
}
