package io.mudanza.bundle.store;

import java.io.IOException;

/** Takes the blocks of a part on their way to the store. */
sealed interface PartOutput extends AutoCloseable permits PlainOutput, ZstdOutput {

    /** The next block; the array may be used again afterwards. */
    void write(byte[] block, int length) throws IOException;

    /** The last block, which may be empty; everything is handed to the store. */
    void end(byte[] block, int length) throws IOException;

    /** Bytes handed to the store. */
    long length();

    /** SHA-256 of the bytes handed to the store, once, after {@link #end}. */
    String sha256();

    @Override
    void close() throws IOException;
}
