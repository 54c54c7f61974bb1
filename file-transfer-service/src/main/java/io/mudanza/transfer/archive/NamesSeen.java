package io.mudanza.transfer.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The names of an archive so far, as digests: no name may come twice, not even in another case or composition, and no file
 * may be a folder as well. Sixteen bytes a name at most, whatever its length.
 */
final class NamesSeen {

    private final LongSet files = new LongSet();
    private final LongSet folders = new LongSet();
    private final MessageDigest sha256;

    NamesSeen() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256.", impossible);
        }
    }

    void add(TarEntry entry) throws ArchiveException {
        String folded = Normalizer.normalize(entry.name(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        for (int slash = folded.indexOf('/'); slash > 0; slash = folded.indexOf('/', slash + 1)) {
            long above = hash(folded.substring(0, slash));
            if (files.contains(above)) {
                throw twice(entry, "lies in what is a file already");
            }
            folders.add(above);
        }
        long own = hash(folded);
        if (entry.folder()) {
            if (files.contains(own)) {
                throw twice(entry, "is a file and a folder");
            }
            folders.add(own);
        } else if (folders.contains(own)) {
            throw twice(entry, "is a file and a folder");
        } else if (!files.add(own)) {
            throw twice(entry, "comes twice (upper and lower case, and composed and plain letters, count as the same)");
        }
    }

    private static ArchiveException twice(TarEntry entry, String what) {
        return ArchiveException.unsafe("The name \"" + EntryName.shown(entry.name()) + "\" " + what);
    }

    private long hash(String name) {
        byte[] digest = sha256.digest(name.getBytes(StandardCharsets.UTF_8));
        long hash = 0;
        for (int i = 0; i < 8; i++) {
            hash = hash << 8 | digest[i] & 0xff;
        }
        return hash == 0 ? 1 : hash;
    }

    /** Open addressing; 0 is never a member. */
    private static final class LongSet {
        private long[] slots = new long[1024];
        private int size;

        boolean contains(long value) {
            return slots[slot(slots, value)] == value;
        }

        boolean add(long value) {
            int at = slot(slots, value);
            if (slots[at] == value) {
                return false;
            }
            slots[at] = value;
            if (++size * 2 > slots.length) {
                long[] larger = new long[slots.length * 2];
                for (long old : slots) {
                    if (old != 0) {
                        larger[slot(larger, old)] = old;
                    }
                }
                slots = larger;
            }
            return true;
        }

        private static int slot(long[] slots, long value) {
            int at = (int) (value & slots.length - 1);
            while (slots[at] != 0 && slots[at] != value) {
                at = at + 1 & slots.length - 1;
            }
            return at;
        }
    }
}
