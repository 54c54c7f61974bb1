package io.mudanza.transfer.archive;

import java.util.Arrays;

/** One block of 512 bytes, checked; nothing in it is believed that is not said in exactly one way. */
final class TarHeader {

    static final int BLOCK = 512;

    private static final int NAME = 100;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int LINK = 157;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;

    private final byte[] block;
    private final boolean posix;

    private TarHeader(byte[] block, boolean posix) {
        this.block = block;
        this.posix = posix;
    }

    static boolean isZero(byte[] block) {
        for (byte one : block) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    /** @param at where the block is, for the message */
    static TarHeader of(byte[] block, long at) throws ArchiveException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : block[i] & 0xff;
        }
        if (sum != octal(block, CHECKSUM, 8)) {
            throw new ArchiveException(ArchiveException.Reason.CORRUPT,
                    "The header at byte " + at + " does not fit its checksum");
        }
        boolean posix = matches(block, MAGIC, "ustar\0" + "00");
        if (!posix && !matches(block, MAGIC, "ustar  \0")) {
            throw ArchiveException.unsafe("The header at byte " + at + " is of an unknown kind of tar");
        }
        return new TarHeader(block.clone(), posix);
    }

    char type() {
        return (char) (block[TYPE] & 0xff);
    }

    long size() throws ArchiveException {
        return number(124, 12);
    }

    /** Only the POSIX form has a prefix; the GNU form keeps times there. */
    byte[] name() {
        byte[] own = text(0, NAME);
        byte[] prefix = posix ? text(PREFIX, 155) : new byte[0];
        if (prefix.length == 0) {
            return own;
        }
        byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + own.length);
        whole[prefix.length] = '/';
        System.arraycopy(own, 0, whole, prefix.length + 1, own.length);
        return whole;
    }

    boolean hasLink() {
        return block[LINK] != 0;
    }

    private byte[] text(int at, int length) {
        int end = at;
        while (end < at + length && block[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(block, at, end);
    }

    private long number(int at, int length) throws ArchiveException {
        int first = block[at] & 0xff;
        if ((first & 0x80) == 0) {
            return octal(block, at, length);
        }
        if (first != 0x80) {
            throw ArchiveException.unsafe("A header announces a negative size");
        }
        long value = 0;
        for (int i = at + 1; i < at + length; i++) {
            if (value >>> 47 != 0) {
                throw ArchiveException.unsafe("A header announces an impossible size");
            }
            value = value << 8 | block[i] & 0xff;
        }
        return value;
    }

    private static long octal(byte[] block, int at, int length) throws ArchiveException {
        int i = at;
        int end = at + length;
        while (i < end && block[i] == ' ') {
            i++;
        }
        long value = 0;
        int digits = 0;
        while (i < end && block[i] >= '0' && block[i] <= '7') {
            value = value << 3 | block[i++] - '0';
            digits++;
        }
        while (i < end && (block[i] == 0 || block[i] == ' ')) {
            i++;
        }
        if (digits == 0 || i != end) {
            throw ArchiveException.unsafe("A header holds a number that is none");
        }
        return value;
    }

    private static boolean matches(byte[] block, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (block[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
