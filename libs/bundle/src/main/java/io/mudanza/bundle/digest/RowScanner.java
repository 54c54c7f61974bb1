package io.mudanza.bundle.digest;

import java.io.IOException;

/** Finds the rows in a stream of COPY bytes that is cut anywhere. Not thread-safe. */
public sealed interface RowScanner permits TextRowScanner, BinaryRowScanner {

    /** A scanner of the format. */
    static RowScanner of(CopyFormat format, RowSink sink) {
        return switch (format) {
            case TEXT -> new TextRowScanner(sink);
            case BINARY -> new BinaryRowScanner(sink);
        };
    }

    /** The next bytes of the stream. */
    void feed(byte[] bytes, int offset, int length) throws IOException;

    /**
     * The stream has ended.
     *
     * @throws io.mudanza.bundle.BundleException BUNDLE_PART_CORRUPT when it ended within a row
     */
    void end() throws IOException;
}
