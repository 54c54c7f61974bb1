package io.mudanza.bundle.part;

import java.io.IOException;
import java.io.InputStream;

/** Where a load gets its parts from while they are still being sealed: a directory, a tar file or a peer. */
public interface PartFeed extends AutoCloseable {

    /**
     * The next line; blocks until there is one. Parts come in the order in which they were sealed.
     *
     * @return null after {@link FeedLine.Completed} or {@link FeedLine.Failed}
     */
    FeedLine next() throws IOException, InterruptedException;

    /** The stored bytes of a part that was announced. May be called from several threads. */
    InputStream open(Part part) throws IOException;

    @Override
    void close() throws IOException;
}
