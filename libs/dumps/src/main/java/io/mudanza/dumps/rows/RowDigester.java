package io.mudanza.dumps.rows;

import io.mudanza.bundle.digest.DigestAccumulator;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.digest.RowSink;
import io.mudanza.dumps.sql.Marks;
import io.mudanza.dumps.sql.RowSegment;
import java.io.ByteArrayOutputStream;
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
        // What comes behind the last column that needs care is not even looked at.
        int careful = forms.size();
        while (careful > 0 && forms.get(careful - 1) == FieldForm.PLAIN) {
            careful--;
        }
        this.forms = careful == 0 ? null : forms.subList(0, careful).toArray(FieldForm[]::new);
    }

    /** For rows that a session of ours wrote, in UTC and in hexadecimal form: they need less care. */
    public static RowDigester ofReadBack(List<FieldForm> forms) {
        return new RowDigester(forms.stream().map(form -> switch (form) {
            case INSTANT, BYTES -> FieldForm.PLAIN;
            case PLAIN, INSTANTS_WITHIN, SINGLE, DOUBLE -> form;
        }).toList());
    }

    /** All rows of a segment. */
    public void add(RowSegment segment) {
        int end;
        for (int from = 0; from < segment.length(); from = end + 1) {
            end = Marks.line(segment.bytes(), from, segment.length());
            row(segment.bytes(), from, end - from);
        }
    }

    /** A row whose fields are known to be spelled as they should be. */
    public void canonical(byte[] bytes, int offset, int length) {
        digest.row(bytes, offset, length);
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
