package io.mudanza.bundle.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.WritableByteChannel;

/** Where the parts of one bundle are kept. A part is visible only when it is sealed, and never changes afterwards. */
public interface PartStore {

    /** A place to write a part to; nothing is visible before {@link Draft#seal()}. Thread-safe between drafts. */
    Draft draft(String name) throws IOException;

    /**
     * True when the part passes to a load in the same process without ever being stored: it is neither compressed nor
     * hashed, and opened as a {@link PassingPart}.
     */
    default boolean passing(String name) {
        return false;
    }

    /** True when a part of that name is sealed. */
    boolean isSealed(String name) throws IOException;

    /** The stored bytes of a sealed part from an offset on. */
    InputStream open(String name, long offset) throws IOException;

    /** Length in bytes of a sealed part. */
    long length(String name) throws IOException;

    /** Removes the bundle with everything in it; does nothing when there is none. */
    void delete() throws IOException;

    /** Removes every part and draft but keeps the feed, so that those who follow it hear that the bundle begins again. */
    default void clear() throws IOException {
        delete();
    }

    /** A part being written. Closing it unsealed removes it. */
    interface Draft extends AutoCloseable {
        WritableByteChannel channel();

        /** Forces the bytes to disk and makes the part visible under its name. */
        void seal() throws IOException;

        @Override
        void close() throws IOException;
    }
}
