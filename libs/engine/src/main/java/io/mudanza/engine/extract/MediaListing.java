package io.mudanza.engine.extract;

import io.mudanza.bundle.manifest.MediaSummary;
import io.mudanza.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The media store of the platform, as an extract needs it. Called after the snapshot of the database is taken. */
public interface MediaListing {

    /** Writes the index of the store, NDJSON, and counts it. */
    MediaSummary writeIndex(OutputStream out) throws IOException, EngineException, InterruptedException;

    /**
     * The contents to be sealed into the bundle, each once; none when the files are fetched from the store itself.
     * Called after {@link #writeIndex}.
     */
    default void contents(ContentSink sink) throws IOException, EngineException, InterruptedException {}

    /** Takes contents of files. */
    @FunctionalInterface
    interface ContentSink {
        /** @param sha256 SHA-256 of the content as it stands in the index, 64 lower-case hexadecimal digits */
        void content(String sha256, InputStream content) throws IOException, EngineException, InterruptedException;
    }
}
