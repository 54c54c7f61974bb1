package io.mudanza.engine.plan;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.BinaryCopy;
import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.digest.RowSink;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.CopyStream;
import io.mudanza.engine.progress.Cancellation;
import java.io.IOException;

/** Rows as a server sends them: one in each message, so that nobody has to look for their ends. */
final class RowMessages implements CopyStream.Receiver {

    private static final int LOOK_ROWS = 1024;

    private final boolean text;
    private final RowSink sink;
    private final Cancellation cancellation;
    private boolean headerSeen;
    private boolean trailerSeen;
    private long rows;
    private Exception failure;

    RowMessages(CopyFormat format, RowSink sink, Cancellation cancellation) {
        this.text = format == CopyFormat.TEXT;
        this.sink = sink;
        this.cancellation = cancellation;
    }

    @Override
    public void data(byte[] bytes, int offset, int length, boolean first, boolean last) throws IOException {
        try {
            if (text) {
                text(bytes, offset, length, first, last);
            } else {
                binary(bytes, offset, length, first, last);
            }
            if (last && rows % LOOK_ROWS == 0) {
                cancellation.check();
            }
        } catch (IOException e) {
            failure = e;
            throw e;
        } catch (EngineException e) {
            failure = e;
            throw new IOException(e);
        }
    }

    private void text(byte[] bytes, int offset, int length, boolean first, boolean last) throws IOException {
        if (last && bytes[offset + length - 1] != '\n') {
            throw odd();
        }
        row(bytes, offset, last ? length - 1 : length, first, last);
    }

    private void binary(byte[] bytes, int offset, int length, boolean first, boolean last) throws IOException {
        int begin = offset;
        int left = length;
        if (!headerSeen) {
            // The header comes in one message with the first row, or with the trailer when there is none.
            if (!BinaryCopy.isHeader(bytes, offset, length)) {
                throw odd();
            }
            headerSeen = true;
            begin += BinaryCopy.HEADER_LENGTH;
            left -= BinaryCopy.HEADER_LENGTH;
            if (left == 0 && last) {
                return;
            }
        }
        if (trailerSeen) {
            throw odd();
        }
        if (first && last && left == 2 && bytes[begin] == -1 && bytes[begin + 1] == -1) {
            trailerSeen = true;
        } else {
            row(bytes, begin, left, first, last);
        }
    }

    private void row(byte[] bytes, int offset, int length, boolean first, boolean last) throws IOException {
        if (first && last) {
            sink.row(bytes, offset, length);
            rows++;
            return;
        }
        sink.piece(bytes, offset, length);
        if (last) {
            sink.endRow();
            rows++;
        }
    }

    /**
     * After the last row.
     *
     * @param told how many rows the server says there were
     * @throws BundleException when rows did not come one by one
     */
    void end(long told) throws BundleException {
        if (rows != told || (!text && !trailerSeen)) {
            throw odd();
        }
    }

    /** What ended the copy here, before the driver saw it as a broken connection; null when nothing did. */
    Exception failure() {
        return failure;
    }

    private static BundleException odd() {
        return new BundleException(BundleException.Code.BUNDLE_PART_CORRUPT,
                "The server does not send rows one by one as PostgreSQL does. Is it a proxy? Connect to the server itself.");
    }
}
