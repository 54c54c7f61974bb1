package io.mudanza.transfer.archive;

import io.mudanza.transfer.archive.ArchiveException.Reason;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a tar of plain files and folders from a stream. Links, devices, sparse files, names that lead out, names that come
 * twice, headers that contradict each other and an end that is missing or followed by something are refused.
 */
public final class TarReader {

    private final InputStream in;
    private final Limits limits;
    private final NamesSeen names = new NamesSeen();
    private final byte[] block = new byte[TarHeader.BLOCK];
    private long at;
    private long left;
    private int padding;
    private long entries;

    /** @param in the plain bytes of the tar, with a bound on how many there may be */
    public TarReader(InputStream in, Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** The next member; null when the tar has come to its end in order. */
    public TarEntry next() throws IOException {
        skipRest();
        byte[] longName = null;
        PaxRecords records = null;
        while (true) {
            long headerAt = at;
            readBlock();
            if (TarHeader.isZero(block)) {
                if (longName != null || records != null) {
                    throw ArchiveException.unsafe("The archive ends after an extended header");
                }
                end();
                return null;
            }
            TarHeader header = TarHeader.of(block, headerAt);
            if (++entries > limits.entries()) {
                throw new ArchiveException(Reason.TOO_LARGE, "It has more than " + limits.entries() + " members");
            }
            char type = header.type();
            if (type == 'x' || type == 'L') {
                if (longName != null || records != null) {
                    throw ArchiveException.unsafe("An extended header follows another at byte " + headerAt);
                }
                byte[] metadata = metadata(header, headerAt);
                if (type == 'x') {
                    records = PaxRecords.of(metadata);
                } else {
                    longName = terminated(metadata);
                }
                continue;
            }
            return entry(header, longName, records, headerAt);
        }
    }

    private TarEntry entry(TarHeader header, byte[] longName, PaxRecords records, long headerAt) throws IOException {
        char type = header.type();
        boolean folder = type == '5';
        byte[] raw = longName != null ? longName
                : records != null && records.path() != null ? records.path() : header.name();
        String name = EntryName.decode(raw);
        if (!folder && type != '0' && type != 0) {
            throw ArchiveException.unsafe("\"" + EntryName.shown(name) + "\" is a " + kind(type)
                    + "; only plain files and folders are accepted");
        }
        if (header.hasLink()) {
            throw ArchiveException.unsafe("\"" + EntryName.shown(name) + "\" names a link");
        }
        long size = header.size();
        if (records != null && records.size() >= 0) {
            boolean fits = records.size() == size || records.size() > 077777777777L;
            if (!fits) {
                throw ArchiveException.unsafe("\"" + EntryName.shown(name) + "\" has two sizes");
            }
            size = records.size();
        }
        if (size < 0 || size > limits.expandedBytes()) {
            throw new ArchiveException(Reason.TOO_LARGE, "\"" + EntryName.shown(name) + "\" announces " + size + " bytes");
        }
        if (size > 0 && (folder || name.endsWith("/"))) {
            throw ArchiveException.unsafe("The folder \"" + EntryName.shown(name) + "\" at byte " + headerAt + " has content");
        }
        // The oldest tars have no type for folders, only the slash.
        boolean old = type == 0 && name.endsWith("/");
        TarEntry entry = new TarEntry(EntryName.checked(name, folder || old), folder || old, size);
        if (!entry.name().isEmpty()) {
            names.add(entry);
        }
        left = size;
        padding = (int) ((TarHeader.BLOCK - size % TarHeader.BLOCK) % TarHeader.BLOCK);
        return entry;
    }

    /** The content of the member that {@link #next} told last; need not be read to its end. */
    public InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (left == 0 || length == 0) {
                    return length == 0 ? 0 : -1;
                }
                int read = in.read(bytes, offset, (int) Math.min(left, length));
                if (read < 0) {
                    throw cut("in the middle of a member");
                }
                left -= read;
                at += read;
                return read;
            }
        };
    }

    private byte[] metadata(TarHeader header, long headerAt) throws IOException {
        long size = header.size();
        if (size > Limits.METADATA || size == 0) {
            throw ArchiveException.unsafe("The extended header at byte " + headerAt + " announces " + size + " bytes");
        }
        byte[] bytes = new byte[(int) size];
        readFully(bytes, (int) size);
        readFully(new byte[TarHeader.BLOCK], (int) ((TarHeader.BLOCK - size % TarHeader.BLOCK) % TarHeader.BLOCK));
        return bytes;
    }

    private static byte[] terminated(byte[] bytes) throws ArchiveException {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        for (int i = end; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                throw ArchiveException.unsafe("A long name holds a NUL");
            }
        }
        return java.util.Arrays.copyOf(bytes, end);
    }

    private void skipRest() throws IOException {
        byte[] buffer = new byte[1 << 13];
        InputStream rest = content();
        while (rest.read(buffer) >= 0) {
            // What nobody asked for is passed over.
        }
        readFully(buffer, padding);
        padding = 0;
    }

    /** Two blocks of zeros, then nothing but zeros up to the end of the last record. */
    private void end() throws IOException {
        readBlock();
        if (!TarHeader.isZero(block)) {
            throw ArchiveException.unsafe("A block of zeros is followed by something at byte " + at);
        }
        byte[] buffer = new byte[1 << 13];
        long zeros = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            zeros += read;
            for (int i = 0; i < read; i++) {
                if (buffer[i] != 0) {
                    throw ArchiveException.unsafe("Something follows the end of the archive");
                }
            }
            if (zeros > Limits.PADDING) {
                throw ArchiveException.unsafe("Too many zeros follow the end of the archive");
            }
        }
    }

    private void readBlock() throws IOException {
        readFully(block, TarHeader.BLOCK);
    }

    private void readFully(byte[] bytes, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int read = in.read(bytes, done, length - done);
            if (read < 0) {
                throw cut("before its end");
            }
            done += read;
        }
        at += length;
    }

    private ArchiveException cut(String where) {
        return new ArchiveException(Reason.TRUNCATED, "The archive is cut off " + where + ", after " + at + " bytes");
    }

    private static String kind(char type) {
        return switch (type) {
            case '1' -> "hard link";
            case '2' -> "symbolic link";
            case '3', '4' -> "device";
            case '6' -> "pipe";
            case 'S' -> "sparse file";
            case 'g' -> "header for all members";
            case 'K' -> "long link";
            default -> "member of the unknown type " + (int) type;
        };
    }
}
