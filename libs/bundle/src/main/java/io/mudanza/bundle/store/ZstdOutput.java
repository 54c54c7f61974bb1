package io.mudanza.bundle.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;

/** Compresses a part into one frame. A part of a single block takes the short way: most tables are small. */
final class ZstdOutput implements PartOutput {

    /** Measured: level 3 halves the speed for 3 % of the size, negative levels gain a tenth of it and lose up to a half. */
    private static final int LEVEL = 1;

    private final PlainOutput out;
    private ZstdOutputStreamNoFinalizer stream;

    ZstdOutput(PlainOutput out) {
        this.out = out;
    }

    @Override
    public void write(byte[] block, int length) throws IOException {
        if (stream == null) {
            stream = new ZstdOutputStreamNoFinalizer(out, LEVEL).setChecksum(true);
        }
        stream.write(block, 0, length);
    }

    @Override
    public void end(byte[] block, int length) throws IOException {
        if (stream != null) {
            stream.write(block, 0, length);
            stream.close();
            return;
        }
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.setLevel(LEVEL).setChecksum(true);
            byte[] frame = new byte[(int) Zstd.compressBound(length)];
            int size = context.compressByteArray(frame, 0, frame.length, block, 0, length);
            out.write(frame, 0, size);
        }
    }

    @Override
    public long length() {
        return out.length();
    }

    @Override
    public String sha256() {
        return out.sha256();
    }

    @Override
    public void close() throws IOException {
        if (stream != null) {
            stream.close();
        }
    }
}
