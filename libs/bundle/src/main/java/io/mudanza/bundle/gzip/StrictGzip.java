package io.mudanza.bundle.gzip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Gzip as RFC 1952 has it: every member is read, every checksum and length counts, and nothing may follow. The JDK's own
 * reader ignores what follows the last member. What ends too early is an {@link EOFException}, what is wrong otherwise a
 * {@link ZipException}. Not thread-safe.
 */
public final class StrictGzip extends InputStream {

    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    /** Bytes that a name or a comment may have. */
    private static final int LONGEST_NAME = 64 << 10;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] input = new byte[1 << 16];
    private int from;
    private int to;
    private long memberBytes;
    private boolean inMember;
    private boolean began;
    private boolean ended;

    /** @param in from the first byte of a header on */
    public StrictGzip(InputStream in) {
        this.in = in;
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
        while (!ended) {
            if (!inMember && !nextMember()) {
                ended = true;
                break;
            }
            int got = inflate(bytes, offset, length);
            if (got > 0) {
                crc.update(bytes, offset, got);
                memberBytes += got;
                return got;
            }
        }
        return -1;
    }

    private int inflate(byte[] bytes, int offset, int length) throws IOException {
        try {
            while (true) {
                int got = inflater.inflate(bytes, offset, length);
                if (got > 0) {
                    return got;
                }
                if (inflater.finished()) {
                    from = to - inflater.getRemaining();
                    trailer();
                    return 0;
                }
                if (inflater.needsDictionary()) {
                    throw corrupt("asks for a dictionary");
                }
                if (inflater.needsInput()) {
                    if (!fill()) {
                        throw truncated();
                    }
                    inflater.setInput(input, from, to - from);
                }
            }
        } catch (DataFormatException broken) {
            throw corrupt("is damaged");
        }
    }

    private void trailer() throws IOException {
        inMember = false;
        long said = fourBytes();
        long length = fourBytes();
        if (said != crc.getValue() || length != (memberBytes & 0xffffffffL)) {
            throw corrupt("has bytes that do not fit its checksum");
        }
    }

    private boolean nextMember() throws IOException {
        if (from == to && !fill()) {
            if (!began) {
                throw truncated();
            }
            return false;
        }
        boolean magic = one() == 0x1f && one() == 0x8b;
        if (!magic) {
            throw corrupt(began ? "is followed by bytes that do not belong to it" : "is none");
        }
        if (one() != 8) {
            throw corrupt("uses an unknown method of compression");
        }
        int flags = one();
        if ((flags & RESERVED) != 0) {
            throw corrupt("has unknown flags");
        }
        for (int i = 0; i < 6; i++) {
            one();
        }
        if ((flags & EXTRA) != 0) {
            int length = one() | one() << 8;
            for (int i = 0; i < length; i++) {
                one();
            }
        }
        for (int part : new int[] {NAME, COMMENT}) {
            if ((flags & part) != 0) {
                skipText();
            }
        }
        if ((flags & HEADER_CRC) != 0) {
            one();
            one();
        }
        inflater.reset();
        inflater.setInput(input, from, to - from);
        crc.reset();
        memberBytes = 0;
        began = true;
        inMember = true;
        return true;
    }

    private void skipText() throws IOException {
        for (int i = 0; i < LONGEST_NAME; i++) {
            if (one() == 0) {
                return;
            }
        }
        throw corrupt("has a name without end");
    }

    private long fourBytes() throws IOException {
        return one() | one() << 8 | one() << 16 | (long) one() << 24;
    }

    private int one() throws IOException {
        if (from == to && !fill()) {
            throw truncated();
        }
        return input[from++] & 0xff;
    }

    private boolean fill() throws IOException {
        int read = in.read(input, 0, input.length);
        from = 0;
        to = Math.max(0, read);
        return read > 0;
    }

    private static EOFException truncated() {
        return new EOFException("The gzip stream ends before its end");
    }

    private static ZipException corrupt(String what) {
        return new ZipException("The gzip stream " + what);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
