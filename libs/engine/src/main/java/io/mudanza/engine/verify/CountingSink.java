package io.mudanza.engine.verify;

import io.mudanza.bundle.digest.RowSink;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;

/** Tells the progress of rows that pass, now and then. */
final class CountingSink implements RowSink {

    private static final long TELL_BYTES = 1L << 20;

    private final RowSink next;
    private final String label;
    private final ProgressListener progress;
    private long rows;
    private long bytes;

    CountingSink(RowSink next, String label, ProgressListener progress) {
        this.next = next;
        this.label = label;
        this.progress = progress;
    }

    @Override
    public void row(byte[] row, int offset, int length) throws IOException {
        next.row(row, offset, length);
        count(1, length);
    }

    @Override
    public void piece(byte[] row, int offset, int length) throws IOException {
        next.piece(row, offset, length);
        count(0, length);
    }

    @Override
    public void endRow() throws IOException {
        next.endRow();
        count(1, 0);
    }

    private void count(int moreRows, int moreBytes) {
        rows += moreRows;
        bytes += moreBytes;
        if (bytes >= TELL_BYTES) {
            tell();
        }
    }

    void tell() {
        if (rows > 0 || bytes > 0) {
            progress.advanced(label, rows, bytes);
        }
        rows = 0;
        bytes = 0;
    }
}
