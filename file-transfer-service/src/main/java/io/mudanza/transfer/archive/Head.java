package io.mudanza.transfer.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.ByteArrayInputStream;

/**
 * The first bytes of a stream, looked at without losing them.
 *
 * @param kind what they say it is
 * @param all  the whole stream, first bytes included
 */
public record Head(FileKind kind, InputStream all) {

    /** Looks at a stream; the caller goes on with {@link #all}. */
    public static Head of(InputStream in) throws IOException {
        byte[] first = in.readNBytes(FileKind.HEAD);
        return new Head(FileKind.of(first), new SequenceInputStream(new ByteArrayInputStream(first), in));
    }
}
