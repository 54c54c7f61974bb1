package io.mudanza.transfer.upload;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** The segments of an upload as one stream; exactly one file is open at a time. */
final class SegmentStream extends InputStream {

    private final Path folder;
    private final Iterator<Segment> segments;
    private InputStream current = InputStream.nullInputStream();
    private long left;

    SegmentStream(Path folder, List<Segment> segments) {
        this.folder = folder;
        this.segments = segments.iterator();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (left == 0) {
            if (!segments.hasNext()) {
                return -1;
            }
            current.close();
            Segment segment = segments.next();
            current = Files.newInputStream(folder.resolve(segment.file()));
            left = segment.length();
        }
        int read = current.read(target, from, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("a segment of the upload is shorter than it was when it arrived");
        }
        left -= read;
        return read;
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
