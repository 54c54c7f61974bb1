package io.mudanza.engine.direct;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** A feed whose head is looked at before the load reads it. */
final class HeadFirstFeed implements PartFeed {

    private final PartFeed feed;
    private FeedLine.Opened opened;
    private volatile String manifest;

    HeadFirstFeed(PartFeed feed) {
        this.feed = feed;
    }

    /** Waits for the head. */
    Head head() throws IOException, InterruptedException, EngineException {
        while (opened == null) {
            switch (feed.next()) {
                case FeedLine.Opened line -> opened = line;
                case FeedLine.Alive alive -> {
                    // Nothing happened yet.
                }
                case FeedLine.Failed failed -> throw failure(failed);
                case FeedLine.Sealed sealed -> throw headless();
                case FeedLine.Completed completed -> throw headless();
                case null -> throw headless();
            }
        }
        return ManifestJson.head(opened.head());
    }

    static EngineException failure(FeedLine.Failed failed) {
        EngineException.Code code;
        try {
            code = EngineException.Code.valueOf(failed.code().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            code = EngineException.Code.SOURCE_LOST;
        }
        return new EngineException(code, failed.detail());
    }

    private static BundleException headless() {
        return new BundleException(BundleException.Code.BUNDLE_INVALID, "The bundle does not begin with its head.");
    }

    @Override
    public FeedLine next() throws IOException, InterruptedException {
        if (opened != null) {
            FeedLine line = opened;
            opened = null;
            return line;
        }
        FeedLine line = feed.next();
        if (line instanceof FeedLine.Completed completed) {
            manifest = completed.manifestJson();
        }
        return line;
    }

    /** The exact bytes of the manifest, as text; null before it was read. */
    String manifest() {
        return manifest;
    }

    @Override
    public InputStream open(Part part) throws IOException {
        return feed.open(part);
    }

    @Override
    public void close() throws IOException {
        feed.close();
    }
}
