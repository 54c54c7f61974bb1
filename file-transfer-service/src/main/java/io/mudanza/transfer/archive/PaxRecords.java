package io.mudanza.transfer.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The records before one member: its name and its size count, times and owners do not, everything else is refused. */
final class PaxRecords {

    private static final Set<String> IGNORED = Set.of("mtime", "atime", "ctime", "uid", "gid", "uname", "gname", "comment");
    private static final Set<String> IGNORED_PREFIXES =
            Set.of("SCHILY.xattr.", "SCHILY.dev", "SCHILY.ino", "SCHILY.nlink", "SCHILY.fflags", "LIBARCHIVE.", "RHT.security.");

    private byte[] path;
    private long size = -1;

    /** The name; null when none is said. */
    byte[] path() {
        return path;
    }

    /** The size; -1 when none is said. */
    long size() {
        return size;
    }

    static PaxRecords of(byte[] bytes) throws ArchiveException {
        PaxRecords records = new PaxRecords();
        Set<String> keys = new HashSet<>();
        int at = 0;
        while (at < bytes.length) {
            int space = at;
            int length = 0;
            while (space < bytes.length && bytes[space] >= '0' && bytes[space] <= '9' && space - at < 6) {
                length = length * 10 + bytes[space++] - '0';
            }
            boolean plausible = space > at && bytes[at] != '0' && space < bytes.length && bytes[space] == ' '
                    && at + length <= bytes.length && at + length > space + 2 && bytes[at + length - 1] == '\n';
            if (!plausible) {
                throw lies();
            }
            int equals = space + 1;
            while (equals < at + length - 1 && bytes[equals] != '=') {
                equals++;
            }
            if (equals == at + length - 1 || equals == space + 1) {
                throw lies();
            }
            String key = new String(bytes, space + 1, equals - space - 1, StandardCharsets.UTF_8);
            if (!keys.add(key)) {
                throw ArchiveException.unsafe("An extended header says \"" + EntryName.shown(key) + "\" twice");
            }
            records.take(key, Arrays.copyOfRange(bytes, equals + 1, at + length - 1));
            at += length;
        }
        return records;
    }

    private void take(String key, byte[] value) throws ArchiveException {
        switch (key) {
            case "path" -> {
                for (byte one : value) {
                    if (one == 0) {
                        throw ArchiveException.unsafe("An extended header holds a name with a NUL");
                    }
                }
                path = value;
            }
            case "size" -> {
                String text = new String(value, StandardCharsets.US_ASCII);
                if (!text.matches("[0-9]{1,15}")) {
                    throw ArchiveException.unsafe("An extended header announces an impossible size");
                }
                size = Long.parseLong(text);
            }
            default -> {
                if (!IGNORED.contains(key) && IGNORED_PREFIXES.stream().noneMatch(key::startsWith)) {
                    throw ArchiveException.unsafe(
                            "An extended header says \"" + EntryName.shown(key) + "\", which is not accepted (links and"
                                    + " sparse files are not)");
                }
            }
        }
    }

    private static ArchiveException lies() {
        return ArchiveException.unsafe("An extended header is not in order");
    }
}
