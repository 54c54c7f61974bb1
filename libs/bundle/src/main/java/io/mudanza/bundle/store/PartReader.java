package io.mudanza.bundle.store;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The plain bytes of a part, checked while they pass. The end of the stream is only reached when length and SHA-256 of
 * the stored bytes and the length of the plain bytes are those of the part; else reading fails. Nothing that was read
 * may count before the end was reached.
 */
public final class PartReader extends InputStream {

    /** Frames that want a larger window (8 MiB) are refused: ours never do. */
    private static final int WINDOW_LOG = 23;

    private final Part part;
    private final Stored stored;
    private final InputStream plain;
    private long read;
    private boolean checked;

    /**
     * Opens a part.
     *
     * @param stored the stored bytes; closed with this stream. A {@link PassingPart} is plain and has no SHA-256
     */
    public PartReader(Part part, InputStream stored) throws IOException {
        this.part = part;
        this.stored = new Stored(stored, part.storedBytes());
        this.plain = part.kind() == PartKind.MEDIA || stored instanceof PassingPart
                ? this.stored
                : new ZstdInputStreamNoFinalizer(this.stored).setLongMax(WINDOW_LOG);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = readPlain(bytes, offset, length);
        if (count < 0) {
            check();
            return -1;
        }
        read += count;
        if (read > part.plainBytes()) {
            throw corrupt("it is longer than announced", null);
        }
        return count;
    }

    private int readPlain(byte[] bytes, int offset, int length) throws IOException {
        try {
            return plain.read(bytes, offset, length);
        } catch (BundleException e) {
            throw e;
        } catch (IOException e) {
            if (stored.failed) {
                throw e;
            }
            throw corrupt("it cannot be decompressed", e);
        }
    }

    private void check() throws IOException {
        if (checked) {
            return;
        }
        stored.drain();
        if (stored.count != part.storedBytes()) {
            throw corrupt("it is shorter than announced", null);
        }
        if (stored.sha256 != null && !MessageDigest.isEqual(stored.sha256.digest(), HexFormat.of().parseHex(part.sha256()))) {
            throw corrupt("its SHA-256 differs", null);
        }
        if (read != part.plainBytes()) {
            throw corrupt("it holds fewer rows than announced", null);
        }
        checked = true;
    }

    private BundleException corrupt(String why, Throwable cause) {
        return new BundleException(
                BundleException.Code.BUNDLE_PART_CORRUPT,
                "The part " + part.name() + " is damaged: " + why + ". Fetch it again.",
                cause);
    }

    @Override
    public void close() throws IOException {
        plain.close();
        stored.close();
    }

    /** Counts and hashes the stored bytes, never more than announced. */
    private final class Stored extends FilterInputStream {
        private final MessageDigest sha256;
        private final long limit;
        private long count;
        private boolean failed;

        Stored(InputStream in, long limit) {
            super(in);
            this.sha256 = in instanceof PassingPart ? null : Sha256.digest();
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int got = read(one, 0, 1);
            return got < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int got;
            try {
                got = in.read(bytes, offset, length);
            } catch (IOException e) {
                failed = true;
                throw e;
            }
            if (got > 0) {
                count += got;
                if (count > limit) {
                    throw corrupt("it has more bytes than announced", null);
                }
                if (sha256 != null) {
                    sha256.update(bytes, offset, got);
                }
            }
            return got;
        }

        void drain() throws IOException {
            byte[] rest = new byte[8192];
            while (true) {
                if (read(rest, 0, rest.length) < 0) {
                    return;
                }
            }
        }
    }
}
