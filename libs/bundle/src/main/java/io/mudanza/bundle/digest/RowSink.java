package io.mudanza.bundle.digest;

import java.io.IOException;

/** Receives the rows that a {@link RowScanner} finds. */
public interface RowSink {

    /** A whole row without its line end; the array is only valid during the call. */
    void row(byte[] bytes, int offset, int length) throws IOException;

    /** A piece of a row that did not fit one buffer. */
    void piece(byte[] bytes, int offset, int length) throws IOException;

    /** The row made of the pieces since the last row is complete. */
    void endRow() throws IOException;
}
