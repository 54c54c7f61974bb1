package io.mudanza.bundle.tar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a range of a file without moving its position, so that several may read at once. */
final class FileRange extends InputStream {

    private final FileChannel file;
    private long at;
    private long left;

    FileRange(FileChannel file, long offset, long length) {
        this.file = file;
        this.at = offset;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left <= 0) {
            return -1;
        }
        int got = file.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(left, length)), at);
        if (got > 0) {
            at += got;
            left -= got;
        }
        return got;
    }
}
