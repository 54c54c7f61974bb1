package io.mudanza.transfer.media;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body whose broken connection looks like its end, so that what arrived is kept and the rest asked for again. */
final class BrokenEnds extends FilterInputStream {

    BrokenEnds(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) {
        try {
            return super.read(target, from, length);
        } catch (IOException broken) {
            return -1;
        }
    }
}
