package io.mudanza.dumps.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The members of a tar as pg_dump writes it: plain files with short names, one after the other, nothing else. */
final class TarMembers {

    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int TYPE = 156;

    private final InputStream in;
    private final byte[] header = new byte[BLOCK];
    private long left;
    private int padding;

    TarMembers(InputStream in) {
        this.in = in;
    }

    /** Name of the next member; null after the last. */
    String next() throws IOException {
        skip(left + padding);
        left = 0;
        padding = 0;
        int got = in.readNBytes(header, 0, BLOCK);
        if (got == 0) {
            throw Numbers.truncated();
        }
        if (got < BLOCK) {
            throw Numbers.truncated();
        }
        if (isZero()) {
            return null;
        }
        if (checksum() != octal(CHECKSUM, CHECKSUM_LENGTH) || header[TYPE] != '0' && header[TYPE] != 0) {
            throw Numbers.corrupt();
        }
        left = size();
        padding = (int) ((BLOCK - left % BLOCK) % BLOCK);
        int end = 0;
        while (end < NAME && header[end] != 0) {
            end++;
        }
        return new String(header, 0, end, StandardCharsets.US_ASCII);
    }

    /** The contents of the current member. */
    InputStream contents() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (left == 0) {
                    return -1;
                }
                int got = in.read(bytes, offset, (int) Math.min(length, left));
                if (got < 0) {
                    throw Numbers.truncated();
                }
                left -= got;
                return got;
            }
        };
    }

    private void skip(long count) throws IOException {
        try {
            in.skipNBytes(count);
        } catch (EOFException e) {
            throw Numbers.truncated();
        }
    }

    private boolean isZero() {
        for (byte octet : header) {
            if (octet != 0) {
                return false;
            }
        }
        return true;
    }

    private long checksum() {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean itself = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
            sum += itself ? ' ' : header[i] & 0xff;
        }
        return sum;
    }

    /** Members of more than 8 GB have their size in binary form. */
    private long size() throws IOException {
        if ((header[SIZE] & 0x80) == 0) {
            return octal(SIZE, SIZE_LENGTH);
        }
        long size = 0;
        for (int i = SIZE + SIZE_LENGTH - Long.BYTES; i < SIZE + SIZE_LENGTH; i++) {
            size = size << 8 | header[i] & 0xff;
        }
        if (size < 0) {
            throw Numbers.corrupt();
        }
        return size;
    }

    private long octal(int from, int length) throws IOException {
        long value = 0;
        boolean digits = false;
        for (int i = from; i < from + length; i++) {
            int c = header[i];
            if (c >= '0' && c <= '7') {
                value = value * 8 + c - '0';
                digits = true;
            } else if (c != ' ' && c != 0) {
                throw Numbers.corrupt();
            } else if (digits) {
                break;
            }
        }
        return value;
    }
}
