package io.mudanza.bundle.store;

import com.github.luben.zstd.ZstdCompressCtx;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Writes one part: plain bytes in, one zstd frame (level 1, checksum) out, SHA-256 over what is stored. */
public final class PartWriter extends OutputStream {

    /** Rows are gathered before they are compressed: every call into native code has its price. */
    private static final int BLOCK = 256 << 10;

    private static final int FIRST_BLOCK = 16 << 10;

    private final String name;
    private final PartKind kind;
    private final String table;
    private final PartStore.Draft draft;
    private final PartOutput output;
    private byte[] block = new byte[FIRST_BLOCK];
    private int filled;
    private long passedOn;

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
        if (store.passing(name)) {
            this.output = new PlainOutput(draft.channel(), null);
        } else if (kind == PartKind.MEDIA) {
            // Media files are compressed already; stored as they are, their SHA-256 is that of the file.
            this.output = new PlainOutput(draft.channel(), Sha256.digest());
        } else {
            this.output = new ZstdOutput(new PlainOutput(draft.channel(), Sha256.digest()));
        }
    }

    /** Loads what the first part would have to wait for. */
    public static void warmUp() {
        new ZstdCompressCtx().close();
        Sha256.digest();
    }

    @Override
    public void write(int b) throws IOException {
        if (filled == block.length) {
            makeRoom();
        }
        block[filled++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > block.length - filled) {
            int step = block.length - filled;
            System.arraycopy(bytes, at, block, filled, step);
            filled += step;
            at += step;
            left -= step;
            makeRoom();
        }
        System.arraycopy(bytes, at, block, filled, left);
        filled += left;
    }

    private void makeRoom() throws IOException {
        if (block.length < BLOCK) {
            // Most tables of many platforms are small: they need no large block.
            block = Arrays.copyOf(block, BLOCK);
        } else {
            output.write(block, filled);
            passedOn += filled;
            filled = 0;
        }
    }

    /** Bytes before compression so far. */
    public long plainBytes() {
        return passedOn + filled;
    }

    /** Ends the part and makes it visible. */
    public Part seal(RowDigest digest) throws IOException {
        long plainBytes = plainBytes();
        output.end(block, filled);
        draft.seal();
        long rows = digest == null ? 0 : digest.rows();
        return new Part(name, kind, table, rows, plainBytes, output.length(), output.sha256(), digest);
    }

    /** Removes the part when it is not sealed. */
    @Override
    public void close() throws IOException {
        try {
            output.close();
        } finally {
            draft.close();
        }
    }
}
