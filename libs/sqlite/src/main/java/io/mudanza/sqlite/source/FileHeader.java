package io.mudanza.sqlite.source;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first hundred bytes of a file: enough to say what is wrong with it before SQLite says it in its own way. */
public final class FileHeader {

    private static final int LENGTH = 100;
    private static final String MAGIC = "SQLite format 3\0";

    private FileHeader() {}

    /** Whether a file begins as a SQLite database does. */
    public static boolean isSqlite(Path file) throws IOException {
        byte[] head = head(file);
        return head.length >= MAGIC.length() && startsWith(head, MAGIC);
    }

    /** @throws EngineException when it cannot be a whole SQLite database */
    static void require(Path file) throws EngineException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new EngineException(Code.INVALID_REQUEST, "There is no file " + file + ".");
            }
            byte[] head = head(file);
            long size = Files.size(file);
            if (size == 0) {
                throw new EngineException(Code.INVALID_REQUEST, "The file " + file + " is empty: there is nothing to bring.");
            }
            if (!startsWith(head, MAGIC) || head.length < LENGTH) {
                throw new EngineException(Code.INVALID_REQUEST, "The file " + file + " is no SQLite database" + looksLike(head)
                        + " If it is encrypted, decrypt it first (SQLCipher: sqlcipher_export).");
            }
            requireWhole(file, ByteBuffer.wrap(head), size);
        } catch (IOException e) {
            throw new EngineException(Code.SOURCE_LOST, "The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static void requireWhole(Path file, ByteBuffer head, long size) throws EngineException {
        int raw = head.getShort(16) & 0xffff;
        long pageSize = raw == 1 ? 65536 : raw;
        long pages = head.getInt(28) & 0xffffffffL;
        // The count is only kept by versions that also note when they wrote it.
        boolean counted = head.getInt(24) == head.getInt(92) && pages > 0;
        if (counted && pages * pageSize > size) {
            throw new EngineException(Code.SOURCE_LOST, "The file " + file + " is cut off: it says that it has "
                    + pages * pageSize + " bytes, but there are " + size + ". Copy it again while nobody writes to it.");
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LENGTH);
        }
    }

    private static String looksLike(byte[] head) {
        if (head.length > 1 && head[0] == 0x1f && (head[1] & 0xff) == 0x8b) {
            return ": it is compressed with gzip; decompress it, or say --format dumpdata if it is one.";
        }
        if (startsWith(head, "PGDMP")) {
            return ": it is a dump of PostgreSQL.";
        }
        if (head.length > 0 && (head[0] == '[' || head[0] == '{')) {
            return ": it looks like JSON; say --format dumpdata if it is a dumpdata of Django.";
        }
        return ".";
    }

    private static boolean startsWith(byte[] bytes, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= wanted.length
                && java.util.Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
    }
}
