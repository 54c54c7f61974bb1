package io.mudanza.exporting.serve;

import io.mudanza.bundle.part.FeedJson;
import io.mudanza.bundle.store.CarriedParts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Passes a feed on, with small parts in the lines that announce them. Lines of other kinds, which may be long, pass as
 * they come.
 */
final class CarryingOutput extends OutputStream {

    private static final byte[] SEALED = "{\"type\":\"sealed\"".getBytes(StandardCharsets.UTF_8);
    /** No line that announces a part is nearly as long. */
    private static final int LONGEST = 64 << 10;

    private final OutputStream out;
    private final CarriedParts parts;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean passing;

    CarryingOutput(OutputStream out, CarriedParts parts) {
        this.out = out;
        this.parts = parts;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int stop = at;
            while (stop < end && bytes[stop] != '\n') {
                stop++;
            }
            boolean whole = stop < end;
            stop = whole ? stop + 1 : stop;
            if (passing) {
                out.write(bytes, at, stop - at);
                passing = !whole;
            } else {
                line.write(bytes, at, stop - at);
                pass(whole);
            }
            at = stop;
        }
    }

    private void pass(boolean whole) throws IOException {
        byte[] text = line.toByteArray();
        int known = Math.min(text.length, SEALED.length);
        boolean sealed = Arrays.equals(text, 0, known, SEALED, 0, known) && text.length <= LONGEST;
        if (sealed && !whole) {
            return;
        }
        line.reset();
        passing = !whole;
        out.write(sealed && text.length > SEALED.length
                ? parts.line(FeedJson.read(new String(text, StandardCharsets.UTF_8)))
                : text);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
