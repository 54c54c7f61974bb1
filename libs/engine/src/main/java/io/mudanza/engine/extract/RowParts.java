package io.mudanza.engine.extract;

import io.mudanza.bundle.digest.BinaryCopy;
import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.digest.DigestAccumulator;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.PartStore;
import io.mudanza.bundle.store.PartWriter;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.util.Locale;

/**
 * Writes rows into parts and seals each when it is large enough; the next row begins another. With digests only,
 * nothing is written.
 */
final class RowParts implements RowOutput {

    /**
     * A part is sealed at the first row end after so many plain bytes: small enough that whoever loads them begins soon and
     * ends soon after the last, large enough that forcing each to disk does not count.
     */
    static final long PART_BYTES = 32L << 20;

    /** Parts that pass through memory are smaller, because several lie there at once. */
    static final long PASSING_BYTES = 12L << 20;

    private static final long TELL_BYTES = 1L << 20;

    private final SealedParts sealed;
    private final PartStore store;
    private final PartKind kind;
    private final String table;
    private final String label;
    private final CopyFormat format;
    private final ProgressListener progress;
    private final DigestAccumulator digest = new DigestAccumulator();
    private PartWriter writer;
    private long limit = PART_BYTES;
    private long bytes;
    private long untoldBytes;
    private long untoldRows;

    /** @param store null to compute digests only */
    RowParts(
            SealedParts sealed, PartStore store, PartKind kind, String table, String label, CopyFormat format,
            ProgressListener progress) {
        this.sealed = sealed;
        this.store = store;
        this.kind = kind;
        this.table = table;
        this.label = label;
        this.format = format;
        this.progress = progress;
    }

    @Override
    public void row(byte[] row, int offset, int length) throws IOException {
        write(row, offset, length);
        digest.row(row, offset, length);
        ended();
    }

    @Override
    public void piece(byte[] row, int offset, int length) throws IOException {
        write(row, offset, length);
        digest.piece(row, offset, length);
    }

    @Override
    public void endRow() throws IOException {
        if (writer == null) {
            // A row of no bytes, in no piece.
            write(new byte[0], 0, 0);
        }
        digest.endRow();
        ended();
    }

    private void write(byte[] row, int offset, int length) throws IOException {
        bytes += length;
        untoldBytes += length;
        if (store == null) {
            return;
        }
        if (writer == null) {
            String folder = kind == PartKind.LARGE_OBJECTS ? "lo/" + table : "data/" + table;
            String name = String.format(
                    Locale.ROOT, "%s/%s%05d.copy.zst", folder, sealed.prefix(), sealed.number(table));
            writer = new PartWriter(store, name, kind, table);
            limit = store.passing(name) ? PASSING_BYTES : PART_BYTES;
            if (format == CopyFormat.BINARY) {
                writer.write(BinaryCopy.header());
            }
        }
        writer.write(row, offset, length);
    }

    private void ended() throws IOException {
        if (format == CopyFormat.TEXT) {
            bytes++;
            if (store != null) {
                writer.write('\n');
            }
        }
        untoldRows++;
        if (untoldBytes >= TELL_BYTES) {
            tell();
        }
        if (bytes >= limit) {
            seal();
        }
    }

    private void tell() {
        if (untoldRows > 0 || untoldBytes > 0) {
            progress.advanced(label, untoldRows, untoldBytes);
        }
        untoldRows = 0;
        untoldBytes = 0;
    }

    private void seal() throws IOException {
        if (store == null) {
            sealed.counted(table, bytes, digest.digest());
        } else if (writer != null) {
            if (format == CopyFormat.BINARY) {
                writer.write(BinaryCopy.trailer());
            }
            sealed.sealed(writer.seal(digest.digest()));
            writer = null;
        }
        bytes = 0;
        digest.reset();
    }

    @Override
    public void end() throws IOException {
        tell();
        if (digest.rows() > 0) {
            seal();
        }
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
