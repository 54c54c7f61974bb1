package io.mudanza.bundle.digest;

import io.mudanza.bundle.BundleException;
import java.io.IOException;

/** Rows of COPY text: a raw newline always ends a row, because newlines in values are escaped. */
final class TextRowScanner implements RowScanner {

    private final RowSink sink;
    private boolean inRow;

    TextRowScanner(RowSink sink) {
        this.sink = sink;
    }

    @Override
    public void feed(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int start = offset;
        for (int i = offset; i < end; i++) {
            if (bytes[i] == '\n') {
                if (inRow) {
                    sink.piece(bytes, start, i - start);
                    sink.endRow();
                    inRow = false;
                } else {
                    sink.row(bytes, start, i - start);
                }
                start = i + 1;
            }
        }
        if (start < end) {
            sink.piece(bytes, start, end - start);
            inRow = true;
        }
    }

    @Override
    public void end() throws BundleException {
        if (inRow) {
            throw new BundleException(BundleException.Code.BUNDLE_PART_CORRUPT, "Rows in text form end within a row.");
        }
    }
}
