package io.mudanza.dumps.archive;

import java.io.IOException;
import java.io.InputStream;

/** The data of one entry of a custom archive: pieces with their lengths, up to a length of zero. */
final class DataBlock extends InputStream {

    private final InputStream in;
    private final Numbers numbers;
    private int left;
    private boolean ended;

    DataBlock(InputStream in, Numbers numbers) {
        this.in = in;
        this.numbers = numbers;
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
        if (left == 0 && !ended) {
            left = numbers.number(in);
            if (left < 0) {
                throw Numbers.corrupt();
            }
            ended = left == 0;
        }
        if (ended) {
            return -1;
        }
        int got = in.read(bytes, offset, Math.min(length, left));
        if (got < 0) {
            throw Numbers.truncated();
        }
        left -= got;
        return got;
    }

    /** Goes behind its end. */
    void drain() throws IOException {
        byte[] away = new byte[64 << 10];
        while (read(away, 0, away.length) >= 0) {
            // Not wanted.
        }
    }
}
