package io.mudanza.bundle.part;

import java.util.Arrays;

/** A line of the feed of parts: one for each part as it is sealed, then the manifest or the failure. */
public sealed interface FeedLine {

    /**
     * A part is sealed and can be fetched.
     *
     * @param part  what was sealed
     * @param bytes the part as stored, where a small one came with its line; null otherwise. Nobody has checked them.
     */
    record Sealed(Part part, byte[] bytes) implements FeedLine {

        /** The line as it is kept: without the bytes. */
        public Sealed(Part part) {
            this(part, null);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Sealed line && part.equals(line.part) && Arrays.equals(bytes, line.bytes);
        }

        @Override
        public int hashCode() {
            return part.hashCode();
        }
    }

    /**
     * What the parts belong to; written before the first part of rows and again when it changes.
     *
     * @param head JSON of {@link io.mudanza.bundle.manifest.Head}
     */
    record Opened(String head) implements FeedLine {}

    /**
     * All parts are sealed; the last line of a feed.
     *
     * @param manifestJson the exact bytes of the manifest, as text
     * @param signature    Ed25519 over those bytes, JSON of {@link io.mudanza.bundle.sign.Signature}
     */
    record Completed(String manifestJson, String signature) implements FeedLine {}

    /**
     * The bundle will never be complete; the last line of a feed.
     *
     * @param code   stable problem code, wire form
     * @param detail what happened and what to do
     */
    record Failed(String code, String detail) implements FeedLine {}

    /** Nothing happened for a while; keeps the connection alive. */
    record Alive() implements FeedLine {}
}
