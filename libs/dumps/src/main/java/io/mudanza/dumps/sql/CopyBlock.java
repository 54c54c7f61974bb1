package io.mudanza.dumps.sql;

import io.mudanza.dumps.DumpException;
import java.io.IOException;

/** The rows behind a COPY, up to the line {@code \.}, cut into segments of whole rows. */
public final class CopyBlock {

    private final ByteSource in;
    private final int rowLimit;
    private boolean ended;

    public CopyBlock(ByteSource in, int rowLimit) {
        this.in = in;
        this.rowLimit = rowLimit;
    }

    /**
     * Fills a segment with the next rows; false when there are none any more.
     *
     * @throws DumpException DUMP_TRUNCATED, DUMP_LIMIT for a row that is too long, DUMP_REFUSED for line ends or marks
     *                       that pg_dump does not write
     */
    public boolean fill(RowSegment segment) throws IOException {
        segment.clear();
        int rowStart = 0;
        boolean atStart = true;
        while (!ended && !(atStart && segment.full())) {
            if (!in.more()) {
                throw new DumpException(DumpException.Code.DUMP_TRUNCATED,
                        "The dump ends within rows at byte " + in.position() + ". It was cut: copy or make it again.");
            }
            if (atStart && in.peek(0) == '\\' && in.peek(1) == '.') {
                end();
                break;
            }
            byte[] buffer = in.buffer();
            int from = in.from();
            int at = from;
            int to = in.to();
            // Whole rows at once, up to the first that could be the end.
            while (at < to && !(atStart && at > from && (buffer[at] == '\\' || segment.wouldBeFull(at - from)))) {
                int newline = Marks.line(buffer, at, to);
                atStart = newline < to;
                if (atStart) {
                    if (newline > at && buffer[newline - 1] == '\r' || newline == at && at == from && segment.endsWith('\r')) {
                        throw converted();
                    }
                    at = newline + 1;
                    segment.rowEnded();
                } else {
                    at = to;
                }
            }
            segment.add(buffer, from, at - from);
            in.skip(at - from);
            if (atStart) {
                rowStart = segment.length();
            } else if (segment.length() - rowStart > rowLimit) {
                throw tooLong();
            }
        }
        return segment.rows() > 0;
    }

    /** Goes behind the last row. */
    public void drain() throws IOException {
        RowSegment away = new RowSegment();
        while (fill(away)) {
            // Not wanted.
        }
    }

    private void end() throws IOException {
        int after = in.peek(2);
        if (after != '\n' && after != ByteSource.END) {
            if (after == '\r') {
                throw converted();
            }
            throw new DumpException(DumpException.Code.DUMP_REFUSED, "A row of the dump at byte " + in.position()
                    + " begins like the end of the rows. pg_dump never writes that: make the dump with pg_dump.");
        }
        in.read();
        in.read();
        in.read();
        ended = true;
    }

    private DumpException tooLong() {
        return new DumpException(DumpException.Code.DUMP_LIMIT, "A row of the dump has more than " + rowLimit
                + " bytes. Raise the limit if that is as it should be.");
    }

    private DumpException converted() {
        return new DumpException(DumpException.Code.DUMP_REFUSED, "The rows of the dump end in CR LF at byte "
                + in.position() + ": something converted it to the line ends of Windows. Take the original file.");
    }
}
