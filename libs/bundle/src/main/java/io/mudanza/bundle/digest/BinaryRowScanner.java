package io.mudanza.bundle.digest;

import io.mudanza.bundle.BundleException;
import java.io.IOException;
import java.util.Arrays;

/** Rows of COPY binary: the bytes of the tuple from its field count on, without header and trailer. */
final class BinaryRowScanner implements RowScanner {

    private static final int HEADER = BinaryCopy.HEADER_LENGTH;

    private enum State {
        HEADER,
        COUNT,
        LENGTH,
        VALUE,
        DONE
    }

    private final RowSink sink;
    private final byte[] small = new byte[HEADER];
    private int held;
    private State state = State.HEADER;
    private int fieldsLeft;
    private long valueLeft;

    BinaryRowScanner(RowSink sink) {
        this.sink = sink;
    }

    @Override
    public void feed(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int at = offset;
        boolean inPieces = state == State.LENGTH || state == State.VALUE;
        int rowStart = inPieces ? offset : -1;
        while (at < end || (state == State.VALUE && valueLeft == 0)) {
            switch (state) {
                case HEADER -> {
                    at = hold(bytes, at, end, HEADER);
                    if (held == HEADER) {
                        checkHeader();
                        held = 0;
                        state = State.COUNT;
                    }
                }
                case COUNT -> {
                    boolean split = held > 0;
                    int begin = at;
                    at = hold(bytes, at, end, 2);
                    if (held == 2) {
                        held = 0;
                        fieldsLeft = (short) ((small[0] << 8) | (small[1] & 0xff));
                        if (fieldsLeft == -1) {
                            state = State.DONE;
                            continue;
                        }
                        if (fieldsLeft < 0) {
                            throw corrupt();
                        }
                        // A count cut in two may have been that of the trailer, which is no row: it is passed on only now.
                        if (split) {
                            sink.piece(small, 0, 2);
                        }
                        rowStart = split ? at : begin;
                        inPieces = split;
                        if (fieldsLeft == 0) {
                            finish(bytes, rowStart, at, inPieces);
                            rowStart = -1;
                        } else {
                            state = State.LENGTH;
                        }
                    }
                }
                case LENGTH -> {
                    at = hold(bytes, at, end, 4);
                    if (held == 4) {
                        held = 0;
                        int valueLength = ((small[0] & 0xff) << 24) | ((small[1] & 0xff) << 16)
                                | ((small[2] & 0xff) << 8) | (small[3] & 0xff);
                        if (valueLength < -1) {
                            throw corrupt();
                        }
                        valueLeft = Math.max(valueLength, 0);
                        state = State.VALUE;
                    }
                }
                case VALUE -> {
                    int step = (int) Math.min(valueLeft, end - at);
                    at += step;
                    valueLeft -= step;
                    if (valueLeft == 0) {
                        fieldsLeft--;
                        if (fieldsLeft == 0) {
                            finish(bytes, rowStart, at, inPieces);
                            rowStart = -1;
                            state = State.COUNT;
                        } else {
                            state = State.LENGTH;
                        }
                    }
                }
                case DONE -> throw corrupt();
            }
        }
        if (rowStart >= 0 && rowStart < end) {
            sink.piece(bytes, rowStart, end - rowStart);
        }
    }

    private int hold(byte[] bytes, int at, int end, int wanted) {
        int step = Math.min(wanted - held, end - at);
        System.arraycopy(bytes, at, small, held, step);
        held += step;
        return at + step;
    }

    private void finish(byte[] bytes, int rowStart, int at, boolean inPieces) throws IOException {
        if (inPieces) {
            sink.piece(bytes, rowStart, at - rowStart);
            sink.endRow();
        } else {
            sink.row(bytes, rowStart, at - rowStart);
        }
    }

    private void checkHeader() throws BundleException {
        if (!Arrays.equals(small, BinaryCopy.header())) {
            throw corrupt();
        }
    }

    private static BundleException corrupt() {
        return new BundleException(BundleException.Code.BUNDLE_PART_CORRUPT, "Rows in binary form cannot be read.");
    }

    @Override
    public void end() throws BundleException {
        if (state != State.DONE) {
            throw corrupt();
        }
    }
}
