package io.mudanza.bundle.digest;

/** Digests rows and forgets them. */
public final class DigestSink implements RowSink {

    private final DigestAccumulator accumulator;

    public DigestSink(DigestAccumulator accumulator) {
        this.accumulator = accumulator;
    }

    @Override
    public void row(byte[] bytes, int offset, int length) {
        accumulator.row(bytes, offset, length);
    }

    @Override
    public void piece(byte[] bytes, int offset, int length) {
        accumulator.piece(bytes, offset, length);
    }

    @Override
    public void endRow() {
        accumulator.endRow();
    }
}
