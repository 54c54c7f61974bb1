package io.mudanza.engine.direct;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaIndex;
import io.mudanza.bundle.media.MediaStaging;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.PartReader;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stages the media of a bundle beside the live store: what is live already is taken from there. */
final class MediaArrival {

    private final PartFeed feed;
    private final MediaStaging staging;
    private final ProgressListener progress;
    private final Cancellation cancellation;
    private final List<Part> index = new ArrayList<>();
    private final Map<String, Part> contents = new HashMap<>();

    MediaArrival(
            Manifest manifest,
            PartFeed feed,
            MediaStaging staging,
            ProgressListener progress,
            Cancellation cancellation) {
        this.feed = feed;
        this.staging = staging;
        this.progress = progress;
        this.cancellation = cancellation;
        for (Part part : manifest.parts()) {
            if (part.kind() == PartKind.MEDIA_INDEX) {
                index.add(part);
            } else if (part.kind() == PartKind.MEDIA) {
                contents.put(part.sha256(), part);
            }
        }
    }

    void stage() throws IOException, EngineException {
        try (InputStream in = index()) {
            MediaIndex.read(in, this::stage);
        } catch (Stopped e) {
            cancellation.check();
        }
        staging.complete(sink -> {
            try (InputStream in = index()) {
                MediaIndex.read(in, sink);
            }
        });
    }

    private void stage(MediaFile file) throws IOException {
        if (cancellation.requested()) {
            throw new Stopped();
        }
        progress.doing(file.key());
        if (!staging.has(file) && !staging.takeFromLive(file)) {
            receive(file);
        }
        progress.advanced("media", 0, file.size());
    }

    private void receive(MediaFile file) throws IOException {
        Part part = contents.get(file.sha256());
        if (part == null) {
            throw new BundleException(BundleException.Code.BUNDLE_INVALID,
                    "The bundle lists the media file " + file.key() + " but does not hold it.");
        }
        try (InputStream in = new PartReader(part, feed.open(part))) {
            if (!staging.receive(file, 0, in)) {
                throw new BundleException(BundleException.Code.MEDIA_CORRUPT,
                        "The media file " + file.key() + " is shorter than the bundle says.");
            }
        }
    }

    /** The index of the bundle, from its beginning. */
    InputStream index() throws IOException {
        List<InputStream> parts = new ArrayList<>();
        for (Part part : index) {
            parts.add(new PartReader(part, feed.open(part)));
        }
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    /** The work was cancelled in the middle of the index. */
    private static final class Stopped extends IOException {}
}
