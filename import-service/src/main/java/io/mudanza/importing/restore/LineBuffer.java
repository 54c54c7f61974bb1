package io.mudanza.importing.restore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The beginning of one line after the other; long lines are not kept unless somebody asks for the whole. */
final class LineBuffer {

    private static final int LONGEST = 64 << 20;

    private final byte[] head;
    private final byte[] chunk = new byte[1 << 16];
    private int from;
    private int to;
    private int length;
    private boolean open;

    LineBuffer(int head) {
        this.head = new byte[head];
    }

    /** Goes to the next line. */
    boolean next(InputStream in) throws IOException {
        skipRest(in);
        length = 0;
        boolean any = false;
        while (true) {
            if (from == to && !fill(in)) {
                open = false;
                return any;
            }
            any = true;
            while (from < to) {
                byte one = chunk[from++];
                if (one == '\n') {
                    open = false;
                    return true;
                }
                head[length++] = one;
                if (length == head.length) {
                    open = true;
                    return true;
                }
            }
        }
    }

    private void skipRest(InputStream in) throws IOException {
        while (open) {
            while (from < to && open) {
                open = chunk[from++] != '\n';
            }
            if (open && !fill(in)) {
                open = false;
            }
        }
    }

    /** The whole line. */
    byte[] whole(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream(length + 16);
        all.write(head, 0, length);
        while (open) {
            int begin = from;
            while (from < to && open) {
                open = chunk[from++] != '\n';
            }
            all.write(chunk, begin, from - begin - (open ? 0 : 1));
            if (all.size() > LONGEST) {
                throw new IOException("a line of the schema of the dump is beyond all measure");
            }
            if (open && !fill(in)) {
                open = false;
            }
        }
        return all.toByteArray();
    }

    private boolean fill(InputStream in) throws IOException {
        from = 0;
        to = Math.max(0, in.read(chunk));
        return to > 0;
    }

    boolean is(String text) {
        return !open && length == text.length() && starts(text);
    }

    boolean starts(String text) {
        return length >= text.length() && new String(head, 0, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }

    boolean ends(String text) {
        return !open && length >= text.length()
                && new String(head, length - text.length(), text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }
}
