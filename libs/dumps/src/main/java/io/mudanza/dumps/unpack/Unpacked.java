package io.mudanza.dumps.unpack;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import io.mudanza.bundle.gzip.StrictGzip;
import io.mudanza.dumps.DumpCompression;
import io.mudanza.dumps.DumpException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import net.jpountz.lz4.LZ4FrameInputStream;

/** Packed bytes, unpacked; what is wrong with them is said in the words of dumps. */
public final class Unpacked extends FilterInputStream {

    /** Window of zstd: 128 MB, as its own tools allow. */
    private static final int LONGEST_WINDOW = 27;

    private static final int BUFFER = 64 << 10;

    private final String what;

    private Unpacked(InputStream in, String what) {
        super(in);
        this.what = what;
    }

    /** A file that is packed as a whole. */
    public static InputStream file(InputStream in, DumpCompression compression) throws IOException {
        String what = "The " + compression.name().toLowerCase(java.util.Locale.ROOT) + " file";
        try {
            return switch (compression) {
                case NONE -> in;
                case GZIP -> new Unpacked(new StrictGzip(in), what);
                case ZSTD -> new Unpacked(zstd(in), what);
                case LZ4 -> new Unpacked(new LZ4FrameInputStream(in), what);
            };
        } catch (IOException e) {
            throw new Unpacked(in, what).translated(e);
        }
    }

    /** The data of one entry of a custom archive: there gzip has no header of its own (zlib). */
    public static InputStream entry(InputStream in, DumpCompression compression) throws IOException {
        String what = "The data of an entry of the dump";
        try {
            return switch (compression) {
                case NONE -> in;
                case GZIP -> new Unpacked(new InflaterInputStream(in, new java.util.zip.Inflater(), BUFFER), what);
                case ZSTD -> new Unpacked(zstd(in), what);
                case LZ4 -> new Unpacked(new LZ4FrameInputStream(in), what);
            };
        } catch (IOException e) {
            throw new Unpacked(in, what).translated(e);
        }
    }

    private static InputStream zstd(InputStream in) throws IOException {
        ZstdInputStream stream = new ZstdInputStream(in);
        stream.setLongMax(LONGEST_WINDOW);
        return stream;
    }

    /** By the first bytes of a file. */
    public static DumpCompression of(byte[] head) {
        if (begins(head, 0x1f, 0x8b)) {
            return DumpCompression.GZIP;
        }
        if (begins(head, 0x28, 0xb5, 0x2f, 0xfd)) {
            return DumpCompression.ZSTD;
        }
        return begins(head, 0x04, 0x22, 0x4d, 0x18) ? DumpCompression.LZ4 : DumpCompression.NONE;
    }

    private static boolean begins(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int got = read(one, 0, 1);
        return got < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw translated(e);
        }
    }

    private IOException translated(IOException e) {
        String said = String.valueOf(e.getMessage());
        if (e instanceof EOFException || said.contains("Truncated") || said.contains("prematurely")) {
            return new DumpException(DumpException.Code.DUMP_TRUNCATED,
                    what + " is incomplete: it was cut. Copy or make it again; gzip -t, zstd -t or lz4 -t checks it.", e);
        }
        boolean foreign = e instanceof ZipException || e instanceof ZstdIOException
                || e.getStackTrace().length > 0 && e.getStackTrace()[0].getClassName().startsWith("net.jpountz");
        return foreign && !(e instanceof DumpException)
                ? new DumpException(DumpException.Code.DUMP_CORRUPT, what + " is damaged (" + said
                        + "). Copy or make it again; gzip -t, zstd -t or lz4 -t checks it.", e)
                : e;
    }
}
