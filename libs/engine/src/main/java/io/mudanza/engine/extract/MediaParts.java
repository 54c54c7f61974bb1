package io.mudanza.engine.extract;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.manifest.MediaSummary;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.PartStore;
import io.mudanza.bundle.store.PartWriter;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/** Writes the index of the media store, and the contents where they belong to the bundle. */
final class MediaParts {

    private static final String INDEX = "media/index/00000.ndjson.zst";

    private final PartStore store;
    private final SealedParts sealed;
    private final ProgressListener progress;
    private final Set<String> written = new HashSet<>();

    MediaParts(PartStore store, SealedParts sealed, ProgressListener progress) {
        this.store = store;
        this.sealed = sealed;
        this.progress = progress;
    }

    MediaSummary write(MediaListing listing) throws IOException, EngineException, InterruptedException {
        progress.doing("listing media");
        MediaSummary summary;
        try (PartWriter writer = new PartWriter(store, INDEX, PartKind.MEDIA_INDEX, null)) {
            summary = listing.writeIndex(writer);
            sealed.sealed(writer.seal(null));
        }
        listing.contents(this::content);
        return summary;
    }

    private void content(String sha256, InputStream content) throws IOException {
        if (!written.add(sha256)) {
            return;
        }
        String name = "media/blob/" + sha256.substring(0, 2) + "/" + sha256;
        try (PartWriter writer = new PartWriter(store, name, PartKind.MEDIA, null)) {
            content.transferTo(writer);
            Part part = writer.seal(null);
            if (!part.sha256().equals(sha256)) {
                throw new BundleException(
                        BundleException.Code.MEDIA_CORRUPT,
                        "A media file changed while it was being exported. Start the export again.");
            }
            sealed.sealed(part);
        }
    }
}
