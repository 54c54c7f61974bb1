package io.mudanza.bundle.tar;

import io.mudanza.bundle.BundleException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Makes the bytes of a tar as they are read. */
final class TarStream extends InputStream {

    private static final byte[] ZEROS = new byte[TarLayout.END];

    /** Opens the bytes of a member. */
    @FunctionalInterface
    interface Bodies {
        InputStream open(String name, long offset) throws IOException;
    }

    private final TarLayout layout;
    private final Bodies bodies;
    private int index;
    private long at;
    private InputStream body;

    TarStream(TarLayout layout, Bodies bodies, long offset) {
        this.layout = layout;
        this.bodies = bodies;
        this.at = offset;
        List<TarLayout.Member> members = layout.members();
        int low = 0;
        int high = members.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (members.get(middle).end() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        index = low;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at >= layout.length()) {
            return -1;
        }
        int got;
        if (index == layout.members().size()) {
            got = copy(ZEROS, 0, (int) (layout.length() - at), bytes, offset, length);
        } else {
            got = ofMember(layout.members().get(index), bytes, offset, length);
        }
        at += got;
        if (index < layout.members().size() && at >= layout.members().get(index).end()) {
            index++;
        }
        return got;
    }

    private int ofMember(TarLayout.Member member, byte[] bytes, int offset, int length) throws IOException {
        if (at < member.body()) {
            int begin = (int) (at - member.offset());
            return copy(layout.header(member), begin, UstarHeader.BLOCK - begin, bytes, offset, length);
        }
        long left = member.body() + member.size() - at;
        if (left <= 0) {
            return copy(ZEROS, 0, (int) (member.end() - at), bytes, offset, length);
        }
        if (body == null) {
            body = bodies.open(member.name(), at - member.body());
        }
        int got = body.read(bytes, offset, (int) Math.min(left, length));
        if (got < 0) {
            throw new BundleException(BundleException.Code.BUNDLE_PART_CORRUPT,
                    "The part " + member.name() + " is shorter than the manifest says. Export again.");
        }
        if (got == left) {
            closeBody();
        }
        return got;
    }

    private static int copy(byte[] from, int begin, int available, byte[] bytes, int offset, int length) {
        int step = Math.min(available, length);
        System.arraycopy(from, begin, bytes, offset, step);
        return step;
    }

    private void closeBody() throws IOException {
        if (body != null) {
            body.close();
            body = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeBody();
    }
}
