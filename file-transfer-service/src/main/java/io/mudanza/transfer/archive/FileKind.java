package io.mudanza.transfer.archive;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a file is by its first bytes; its name says nothing. */
public enum FileKind {
    GZIP,
    ZSTD,
    TAR,
    /** {@code pg_dump -Fc}. */
    PG_CUSTOM,
    /** The table of contents of {@code pg_dump -Fd} or {@code -Ft}. */
    PG_CONTENTS,
    /** {@code pg_dump -Ft}: a tar whose first member is the table of contents. */
    PG_TAR,
    SQL,
    ZIP,
    XZ,
    BZIP2,
    SEVEN_ZIP,
    HTML,
    EMPTY,
    UNKNOWN;

    /** So many bytes decide. */
    public static final int HEAD = 2048;

    private static final int MAGIC = 257;
    private static final int CUSTOM = 1;
    private static final Pattern STATEMENT = Pattern.compile(
            "(?is)^\\s*(--|/\\*|\\\\restrict|set\\s|create\\s|begin\\b|insert\\s|copy\\s|drop\\s|alter\\s|select\\s|do\\s|start\\s).*");

    /** @param head the first bytes, up to {@link #HEAD} */
    public static FileKind of(byte[] head) {
        if (head.length == 0) {
            return EMPTY;
        }
        if (starts(head, 0, 0x1f, 0x8b)) {
            return GZIP;
        }
        if (starts(head, 0, 0x28, 0xb5, 0x2f, 0xfd)) {
            return ZSTD;
        }
        if (starts(head, 0, 'P', 'G', 'D', 'M', 'P')) {
            return head.length > 10 && head[10] == CUSTOM ? PG_CUSTOM : PG_CONTENTS;
        }
        if (starts(head, MAGIC, 'u', 's', 't', 'a', 'r')) {
            boolean contents = starts(head, 0, 't', 'o', 'c', '.', 'd', 'a', 't', 0) && starts(head, 512, 'P', 'G', 'D', 'M', 'P');
            return contents ? PG_TAR : TAR;
        }
        if (starts(head, 0, 'P', 'K', 3, 4) || starts(head, 0, 'P', 'K', 5, 6)) {
            return ZIP;
        }
        if (starts(head, 0, 0xfd, '7', 'z', 'X', 'Z', 0)) {
            return XZ;
        }
        if (starts(head, 0, 'B', 'Z', 'h')) {
            return BZIP2;
        }
        if (starts(head, 0, '7', 'z', 0xbc, 0xaf, 0x27, 0x1c)) {
            return SEVEN_ZIP;
        }
        return text(head);
    }

    /** In words, for people. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static FileKind text(byte[] head) {
        for (byte one : head) {
            boolean control = one >= 0 && one < 0x20 && one != '\n' && one != '\r' && one != '\t' && one != '\f';
            if (control) {
                return UNKNOWN;
            }
        }
        String text = new String(head, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
        if (text.stripLeading().startsWith("<")) {
            return HTML;
        }
        return STATEMENT.matcher(text).matches() ? SQL : UNKNOWN;
    }

    private static boolean starts(byte[] head, int at, int... bytes) {
        if (head.length < at + bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[at + i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
