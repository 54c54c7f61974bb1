package io.mudanza.engine.verify;

import io.mudanza.bundle.digest.RowSink;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Puts rows together that come in pieces. */
final class WholeRows implements RowSink {

    private final Consumer<byte[]> next;
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();

    WholeRows(Consumer<byte[]> next) {
        this.next = next;
    }

    @Override
    public void row(byte[] bytes, int offset, int length) {
        next.accept(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public void piece(byte[] bytes, int offset, int length) {
        open.write(bytes, offset, length);
    }

    @Override
    public void endRow() {
        next.accept(open.toByteArray());
        open.reset();
    }
}
