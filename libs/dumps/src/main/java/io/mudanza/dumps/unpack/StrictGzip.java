package io.mudanza.dumps.unpack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** All members of a gzip file, and nothing behind them. The JDK alone may stop at the first, and forgives what follows. */
final class StrictGzip extends GZIPInputStream {

    private static final int BUFFER = 64 << 10;
    private static final int TRAILER = 8;

    private final Ahead raw;

    StrictGzip(InputStream in) throws IOException {
        this(new Ahead(in));
    }

    private StrictGzip(Ahead raw) throws IOException {
        super(raw, BUFFER);
        this.raw = raw;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int got = super.read(bytes, offset, length);
        if (got < 0 && (inf.getRemaining() > TRAILER || raw.read() >= 0)) {
            throw new ZipException("there are bytes behind its end");
        }
        return got;
    }

    /** Says that there is more as long as there is, which the JDK asks before it looks for another member. */
    private static final class Ahead extends FilterInputStream {

        private int next = -1;
        private boolean ended;

        Ahead(InputStream in) {
            super(in);
        }

        @Override
        public int available() throws IOException {
            if (next < 0 && !ended) {
                next = in.read();
                ended = next < 0;
            }
            return ended ? 0 : 1;
        }

        @Override
        public int read() throws IOException {
            if (next >= 0) {
                int first = next;
                next = -1;
                return first;
            }
            return ended ? -1 : in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (next >= 0) {
                bytes[offset] = (byte) read();
                return 1;
            }
            return ended ? -1 : in.read(bytes, offset, length);
        }
    }
}
