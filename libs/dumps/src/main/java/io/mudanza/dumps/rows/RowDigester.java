package io.mudanza.dumps.rows;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.digest.DigestAccumulator;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.digest.RowScanner;
import io.mudanza.bundle.digest.RowSink;
import io.mudanza.dumps.sql.RowSegment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Digests rows of COPY text, the same on the way in and when they are read back: the digest of the engine (one XXH3-128 for
 * each row) over the bytes of the row, where columns that are spelled by the session are put into one spelling. Not
 * thread-safe.
 */
public final class RowDigester implements RowSink {

    private final DigestAccumulator digest = new DigestAccumulator();
    private final FieldForm[] forms;
    private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    private final FieldSpelling spelling = new FieldSpelling();

    /** @param forms of the columns in their order */
    public RowDigester(List<FieldForm> forms) {
        boolean plain = forms.stream().allMatch(form -> form == FieldForm.PLAIN);
        this.forms = plain ? null : forms.toArray(FieldForm[]::new);
    }

    /** All rows of a segment. */
    public void add(RowSegment segment) throws IOException {
        RowScanner scanner = RowScanner.of(CopyFormat.TEXT, this);
        scanner.feed(segment.bytes(), 0, segment.length());
        scanner.end();
    }

    /** The rows so far. */
    public RowDigest digest() {
        return digest.digest();
    }

    @Override
    public void row(byte[] bytes, int offset, int length) {
        if (forms == null) {
            digest.row(bytes, offset, length);
            return;
        }
        byte[] other = spelling.of(bytes, offset, length, forms);
        if (other == null) {
            digest.row(bytes, offset, length);
        } else {
            digest.row(other, 0, other.length);
        }
    }

    @Override
    public void piece(byte[] bytes, int offset, int length) {
        if (forms == null) {
            digest.piece(bytes, offset, length);
        } else {
            pieces.write(bytes, offset, length);
        }
    }

    @Override
    public void endRow() {
        if (forms == null) {
            digest.endRow();
            return;
        }
        byte[] row = pieces.toByteArray();
        pieces.reset();
        row(row, 0, row.length);
    }
}
