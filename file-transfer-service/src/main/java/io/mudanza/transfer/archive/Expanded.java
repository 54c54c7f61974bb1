package io.mudanza.transfer.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.mudanza.bundle.gzip.StrictGzip;
import io.mudanza.transfer.archive.ArchiveException.Reason;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** What a compressed stream holds, counted behind the decoder: neither more bytes nor more for each packed byte than allowed. */
public final class Expanded extends InputStream {

    /** 2^27 bytes, what the command line of zstd takes without being told. */
    private static final int LARGEST_WINDOW = 27;

    private final Packed packed;
    private final InputStream plain;
    private final boolean zstd;
    private final Limits limits;
    private long bytes;

    private Expanded(Packed packed, InputStream plain, boolean zstd, Limits limits) {
        this.packed = packed;
        this.plain = plain;
        this.zstd = zstd;
        this.limits = limits;
    }

    /**
     * Decompresses one level.
     *
     * @param kind GZIP or ZSTD; anything else is passed on as it is
     */
    public static Expanded of(InputStream in, FileKind kind, Limits limits) throws IOException {
        Packed packed = new Packed(in);
        if (kind == FileKind.GZIP) {
            return new Expanded(packed, new StrictGzip(packed), false, limits);
        }
        if (kind == FileKind.ZSTD) {
            ZstdInputStreamNoFinalizer zstd = new ZstdInputStreamNoFinalizer(packed);
            zstd.setLongMax(LARGEST_WINDOW);
            return new Expanded(packed, zstd, true, limits);
        }
        return new Expanded(packed, packed, false, limits);
    }

    /** Bytes that have come out. */
    public long bytes() {
        return bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read;
        try {
            read = plain.read(buffer, offset, length);
        } catch (IOException broken) {
            throw zstd ? ofZstd(broken) : ofGzip(broken);
        }
        if (read < 0) {
            if (zstd && bytes == 0 && packed.bytes == 0) {
                throw new ArchiveException(Reason.TRUNCATED, "The zstd stream ends before its end");
            }
            return read;
        }
        bytes += read;
        if (bytes > limits.expandedBytes()) {
            throw new ArchiveException(Reason.TOO_LARGE, "It becomes larger than " + limits.expandedBytes() + " bytes");
        }
        if (bytes > Limits.RATIO_AFTER && bytes / Math.max(1, packed.bytes) > limits.ratio()) {
            throw new ArchiveException(Reason.TOO_LARGE,
                    "It becomes more than " + limits.ratio() + " times as large as it is packed");
        }
        return read;
    }

    private static IOException ofGzip(IOException broken) {
        return switch (broken) {
            case EOFException cut -> new ArchiveException(Reason.TRUNCATED, cut.getMessage());
            case ZipException wrong -> new ArchiveException(Reason.CORRUPT, wrong.getMessage());
            default -> broken;
        };
    }

    /** The library says everything by its text; what comes from the disk is not its. */
    private static IOException ofZstd(IOException broken) {
        if (!broken.getClass().getName().startsWith("com.github.luben.zstd")) {
            return broken;
        }
        String text = String.valueOf(broken.getMessage()).toLowerCase(java.util.Locale.ROOT);
        if (text.contains("truncated")) {
            return new ArchiveException(Reason.TRUNCATED, "The zstd stream ends before its end");
        }
        return new ArchiveException(Reason.CORRUPT, "The zstd stream is damaged (" + broken.getMessage() + ")");
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    private static final class Packed extends FilterInputStream {
        private long bytes;

        Packed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
