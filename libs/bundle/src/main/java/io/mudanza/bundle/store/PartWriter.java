package io.mudanza.bundle.store;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes one part: plain bytes in, one zstd frame (level 1, checksum) out, SHA-256 over what is stored. */
public final class PartWriter extends OutputStream {

    private static final int LEVEL = 1;
    private static final int BUFFER = 256 << 10;

    private final String name;
    private final PartKind kind;
    private final String table;
    private final PartStore.Draft draft;
    private final OutputStream plain;
    private final Stored stored;
    private long plainBytes;

    /**
     * Begins a part.
     *
     * @param table id of its table; null when it belongs to none
     */
    public PartWriter(PartStore store, String name, PartKind kind, String table) throws IOException {
        this.name = name;
        this.kind = kind;
        this.table = table;
        this.draft = store.draft(name);
        this.stored = new Stored(draft.channel());
        // Media files are compressed already; they are stored as they are so that their SHA-256 is that of the file.
        this.plain = kind == PartKind.MEDIA ? stored : compressed(stored);
    }

    private static OutputStream compressed(OutputStream out) throws IOException {
        // The buffer gathers rows: every call into native code has its price.
        return new BufferedOutputStream(new ZstdOutputStreamNoFinalizer(out, LEVEL).setChecksum(true), BUFFER);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        plain.write(bytes, offset, length);
        plainBytes += length;
    }

    /** Bytes before compression so far. */
    public long plainBytes() {
        return plainBytes;
    }

    /** Ends the part and makes it visible. */
    public Part seal(RowDigest digest) throws IOException {
        plain.close();
        stored.drain();
        draft.seal();
        long rows = digest == null ? 0 : digest.rows();
        return new Part(name, kind, table, rows, plainBytes, stored.length, stored.sha256(), digest);
    }

    /** Removes the part when it is not sealed. */
    @Override
    public void close() throws IOException {
        try {
            plain.close();
        } finally {
            draft.close();
        }
    }

    /** Gathers small writes, hashes and counts what goes to the store. */
    private static final class Stored extends OutputStream {
        private final WritableByteChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        private final MessageDigest sha256 = newSha256();
        private long length;

        Stored(WritableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            sha256.update(bytes, offset, count);
            length += count;
            int at = offset;
            int left = count;
            while (left > 0) {
                int step = Math.min(left, buffer.remaining());
                buffer.put(bytes, at, step);
                at += step;
                left -= step;
                if (!buffer.hasRemaining()) {
                    drain();
                }
            }
        }

        void drain() throws IOException {
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }

        String sha256() {
            return HexFormat.of().formatHex(sha256.digest());
        }
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }
}
